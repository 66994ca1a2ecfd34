package dicegate.table.valkey;

import dicegate.table.log.Audience;
import dicegate.table.log.Entry;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.TableRoll;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entries and members as text. Fields are a line each, since none has a control character; a roll
 * comes last, for it may have any.
 *
 * <p>What cannot be read, such as what a newer version wrote, must not leave a hole, or a reader
 * would read the gap for ever: it becomes an entry in its place that nobody may see, and all go on.
 * It is counted, and logged the first time; what it holds is not.
 */
final class EntryCodec {

  private static final String VERSION = "1";
  private static final int HEAD_LINES = 9;
  private static final int MEMBER_FIELDS = 4;
  private static final Member EMPTY = new Member("", "", "", Role.WATCHER);
  private static final TableRoll UNREADABLE = new TableRoll(EMPTY, Audience.SELF, "", "{}", 0, 0);

  private static final Pattern NOTICE_HEAD =
      Pattern.compile("r ([0-9]{1,18}) ([A-Za-z0-9_-]{1,32})\n");

  private static final Logger LOG = System.getLogger(EntryCodec.class.getName());

  private final Metrics metrics;
  private final AtomicBoolean logged = new AtomicBoolean();

  EntryCodec(Metrics metrics) {
    this.metrics = metrics;
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
      unreadable("entry");
      return new Entry(offset, tag, UNREADABLE);
    }
  }

  /**
   * Reads an entry as the ring has it: {@code r <offset> <tag>}, and its text from the next line
   * on.
   *
   * @return empty if it is none; what stands in the place that it rang for is not known then
   */
  Optional<Entry> readNotice(String ring) {
    Matcher head = NOTICE_HEAD.matcher(ring);
    if (!head.lookingAt()) {
      unreadable("ring");
      return Optional.empty();
    }
    return Optional.of(
        read(Long.parseLong(head.group(1)), head.group(2), ring.substring(head.end())));
  }

  /** Writes members, a line each; the same text for the same members. */
  static String write(List<Member> members) {
    List<String> lines = new ArrayList<>();
    for (Member member : members) {
      lines.add(
          String.join("\t", member.id(), member.role().code(), member.colour(), member.name()));
    }
    lines.sort(Comparator.naturalOrder());
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
        unreadable("member");
      }
    }
    return members;
  }

  private void unreadable(String what) {
    metrics.count(Counter.BUS_ENTRIES_UNREADABLE);
    Level level = logged.getAndSet(true) ? Level.DEBUG : Level.WARNING;
    LOG.log(level, "bus text unreadable, more are only counted what={0}", what);
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
