package dicegate.table.valkey;

import dicegate.table.Audience;
import dicegate.table.Entry;
import dicegate.table.Member;
import dicegate.table.Role;
import dicegate.table.TableRoll;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries and members as text. Fields are a line each, since none has a control character; a roll
 * comes last, for it may have any.
 *
 * <p>What cannot be read, such as what a newer version wrote, must not leave a hole: it becomes an
 * entry that nobody may see, counted and logged.
 */
final class EntryText {

  private static final String VERSION = "1";
  private static final int HEAD_LINES = 9;
  private static final int MEMBER_FIELDS = 4;
  private static final Member NOBODY = new Member("", "", "", Role.WATCHER);
  private static final TableRoll UNREADABLE = new TableRoll(NOBODY, Audience.SELF, "", "{}", 0, 0);

  private static final Logger LOG = System.getLogger(EntryText.class.getName());

  private final Meters meters;

  EntryText(Meters meters) {
    this.meters = meters;
  }

  String write(TableRoll roll) {
    Member by = roll.by();
    return String.join(
        "\n",
        VERSION,
        by.id(),
        by.role().code(),
        by.colour(),
        by.name(),
        roll.to().code(),
        Long.toString(roll.atMillis()),
        Long.toString(roll.reveals()),
        roll.label(),
        roll.roll());
  }

  Entry read(long offset, String tag, String text) {
    try {
      return new Entry(offset, tag, roll(text));
    } catch (IllegalArgumentException e) {
      meters.count(Meter.BUS_ENTRIES_UNREADABLE);
      LOG.log(Level.WARNING, "table entry unreadable offset=" + offset, e);
      return new Entry(offset, tag, UNREADABLE);
    }
  }

  /** Writes members, a line each. */
  static String write(List<Member> members) {
    List<String> lines = new ArrayList<>();
    for (Member member : members) {
      lines.add(
          String.join("\t", member.id(), member.role().code(), member.colour(), member.name()));
    }
    return String.join("\n", lines);
  }

  /** Reads members; passes over those that cannot be read. */
  List<Member> readMembers(String text) {
    List<Member> members = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split("\t", -1);
      try {
        if (fields.length != MEMBER_FIELDS) {
          throw new IllegalArgumentException("fields of a member: " + fields.length);
        }
        members.add(new Member(fields[0], fields[3], fields[2], role(fields[1])));
      } catch (IllegalArgumentException e) {
        meters.count(Meter.BUS_ENTRIES_UNREADABLE);
        LOG.log(Level.WARNING, "table member unreadable", e);
      }
    }
    return members;
  }

  private static TableRoll roll(String text) {
    String[] lines = text.split("\n", HEAD_LINES + 1);
    if (lines.length != HEAD_LINES + 1 || !lines[0].equals(VERSION)) {
      throw new IllegalArgumentException("of another version");
    }
    Member by = new Member(lines[1], lines[4], lines[3], role(lines[2]));
    Audience to =
        Audience.parse(lines[5])
            .orElseThrow(() -> new IllegalArgumentException("of an unknown audience"));
    return new TableRoll(
        by, to, lines[8], lines[9], Long.parseLong(lines[6]), Long.parseLong(lines[7]));
  }

  private static Role role(String code) {
    for (Role role : Role.values()) {
      if (role.code().equals(code)) {
        return role;
      }
    }
    throw new IllegalArgumentException("of an unknown role");
  }
}
