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
 * Entries and members as text. Each field is a line, since no field contains a control character;
 * the roll is last, since it may contain any.
 *
 * <p>An unreadable entry, such as one of a newer version, must not leave a hole, which readers
 * would read again and again: it is replaced by an entry at its offset that nobody may see. It is
 * counted, and logged the first time without its content. Thread-safe.
 */
final class EntryCodec {

  private static final String VERSION = "1";
  private static final int HEAD_LINES = 9;
  private static final int MEMBER_FIELDS = 4;
  private static final Member NOBODY = new Member("", "", "", Role.WATCHER);
  private static final TableRoll UNREADABLE = new TableRoll(NOBODY, Audience.SELF, "", "{}", 0, 0);

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
   * Reads the notification of an entry: {@code r <offset> <tag>}, and its text from the next line
   * on.
   *
   * @return empty if it is unreadable; the entry that it announced is unknown then
   */
  Optional<Entry> readNotice(String notice) {
    Matcher head = NOTICE_HEAD.matcher(notice);
    if (!head.lookingAt()) {
      unreadable("notification");
      return Optional.empty();
    }
    return Optional.of(
        read(Long.parseLong(head.group(1)), head.group(2), notice.substring(head.end())));
  }

  /** Writes members, a line each, sorted: the same members give the same text. */
  static String write(List<Member> members) {
    List<String> lines = new ArrayList<>();
    for (Member member : members) {
      lines.add(
          String.join("\t", member.id(), member.role().code(), member.colour(), member.name()));
    }
    lines.sort(Comparator.naturalOrder());
    return String.join("\n", lines);
  }

  /** Reads members; skips unreadable ones. */
  List<Member> readMembers(String text) {
    List<Member> members = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split("\t", -1);
      try {
        if (fields.length != MEMBER_FIELDS) {
          throw new IllegalArgumentException("expected 4 fields of a member, got " + fields.length);
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
    LOG.log(level, "bus text unreadable, further ones are only counted what={0}", what);
  }

  private static TableRoll roll(String text) {
    String[] lines = text.split("\n", HEAD_LINES + 1);
    if (lines.length != HEAD_LINES + 1 || !lines[0].equals(VERSION)) {
      throw new IllegalArgumentException("unknown version");
    }
    Member by = new Member(lines[1], lines[4], lines[3], role(lines[2]));
    Audience to =
        Audience.parse(lines[5])
            .orElseThrow(() -> new IllegalArgumentException("unknown audience"));
    return new TableRoll(
        by, to, lines[8], lines[9], Long.parseLong(lines[6]), Long.parseLong(lines[7]));
  }

  private static Role role(String code) {
    for (Role role : Role.values()) {
      if (role.code().equals(code)) {
        return role;
      }
    }
    throw new IllegalArgumentException("unknown role");
  }
}
