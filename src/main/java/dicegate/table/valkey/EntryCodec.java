package dicegate.table.valkey;

import static java.util.stream.Collectors.joining;

import dicegate.table.log.ActKind;
import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.Entry;
import dicegate.table.log.EntryContent;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.TableAct;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableProof;
import dicegate.table.log.TableRoll;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entries and members as text. Each field is a line, since no field contains a control character;
 * the roll is last, since it may contain any.
 *
 * <p>A proof is in the roll, as its first member: nodes of earlier versions would not read a field
 * more, and their members would miss rolls. The roots of a member are in a line of their own, which
 * such nodes skip.
 *
 * <p>An unreadable entry, such as one of a newer version, must not leave a hole, which readers
 * would read again and again: it is replaced by an entry at its offset that nobody may see. It is
 * counted, and logged the first time without its content. Thread-safe.
 */
final class EntryCodec {

  private static final String ROLL_VERSION = "1";
  private static final int ROLL_LINES = 10;

  /** Nodes of earlier versions read acts as entries that nobody may see. */
  private static final String ACT_VERSION = "2";

  private static final int ACT_LINES = 14;

  /** Four empty lines, in place of a member. */
  private static final String NO_TARGET = "\n\n\n";

  /** The fields of a member; the last one, its origin, may be missing. */
  private static final int MEMBER_FIELDS = 5;

  /** The begin of a roll with a proof, which has no quote in it. */
  private static final String PROOF_START = "{\"proof\":\"";

  private static final String NO_PROOF = PROOF_START + "\",";

  /** The first field of the line of a member's roots. */
  private static final String ROOTS = "roots";

  private static final int ROOTS_FIELDS = 3;

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

  static String write(EntryContent content) {
    // Not by a switch over the types, which costs more than the writing.
    return content instanceof TableAct act ? write(act) : write((TableRoll) content);
  }

  Entry read(long offset, String tag, String text) {
    try {
      return new Entry(offset, tag, content(text));
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
          String.join(
              "\t",
              member.id(),
              member.role().code(),
              member.colour(),
              member.name(),
              member.origin()));
      if (!member.roots().isEmpty()) {
        lines.add(String.join("\t", ROOTS, member.id(), String.join(" ", member.roots())));
      }
    }
    lines.sort(Comparator.naturalOrder());
    return String.join("\n", lines);
  }

  /** Reads members; skips unreadable ones. */
  List<Member> readMembers(String text) {
    List<Member> members = new ArrayList<>();
    Map<String, List<String>> roots = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split("\t", -1);
      if (fields.length == ROOTS_FIELDS && fields[0].equals(ROOTS)) {
        roots.put(fields[1], List.of(fields[2].split(" ", -1)));
        continue;
      }
      try {
        if (fields.length != MEMBER_FIELDS && fields.length != MEMBER_FIELDS - 1) {
          throw new IllegalArgumentException("unexpected fields of a member: " + fields.length);
        }
        String origin = fields.length == MEMBER_FIELDS ? fields[4] : "";
        members.add(new Member(fields[0], fields[3], fields[2], role(fields[1]), origin));
      } catch (IllegalArgumentException e) {
        unreadable("member");
      }
    }
    members.replaceAll(member -> member.with(roots.getOrDefault(member.id(), List.of())));
    return members;
  }

  private void unreadable(String what) {
    metrics.count(Counter.BUS_ENTRIES_UNREADABLE);
    Level level = logged.getAndSet(true) ? Level.DEBUG : Level.WARNING;
    LOG.log(level, "bus text unreadable, further ones are only counted what={0}", what);
  }

  /** Reads a policy; one that is unreadable, such as of a newer version, admits nobody. */
  TablePolicy policy(String verifier, String text) {
    if (text.isEmpty()) {
      return TablePolicy.initial(verifier);
    }
    try {
      return PolicyCodec.read(text);
    } catch (IllegalArgumentException e) {
      unreadable("policy");
      return TablePolicy.initial("");
    }
  }

  private static String write(TableRoll roll) {
    Addressees to = roll.to();
    String whispered = to.members().stream().sorted().map(id -> " " + id).collect(joining());
    return String.join(
        "\n",
        ROLL_VERSION,
        head(roll.by()),
        to.audience().code() + whispered,
        Long.toString(roll.atMillis()),
        Long.toString(roll.reveals()),
        roll.label(),
        withProof(roll));
  }

  /** Returns the roll with its proof, unless it is no object, as none by a seed is. */
  private static String withProof(TableRoll roll) {
    String text = roll.roll();
    TableProof proof = roll.proof();
    if (!text.startsWith("{") || text.startsWith("}", 1)) {
      return text;
    }
    if (proof == null) {
      // An engine may not pass a proof off as ours.
      return text.startsWith(PROOF_START) ? NO_PROOF + text.substring(1) : text;
    }
    return PROOF_START + proof.text() + "\"," + text.substring(1);
  }

  private static String write(TableAct act) {
    Member target = act.target();
    return String.join(
        "\n",
        ACT_VERSION,
        head(act.by()),
        act.kind().code(),
        Long.toString(act.atMillis()),
        Long.toString(act.basedOn()),
        act.value(),
        target == null ? NO_TARGET : head(target),
        PolicyCodec.write(act.policy()));
  }

  private static String head(Member member) {
    return String.join("\n", member.id(), member.role().code(), member.colour(), member.name());
  }

  /** Returns how much of the text of an entry is its proof, which does not count as the result. */
  static long proofChars(EntryContent content) {
    return content instanceof TableRoll roll && roll.proof() != null
        ? PROOF_START.length() + roll.proof().text().length()
        : 0;
  }

  private static EntryContent content(String text) {
    String[] lines = text.split("\n", ROLL_LINES);
    return switch (lines[0]) {
      case ROLL_VERSION -> roll(lines);
      case ACT_VERSION -> act(text.split("\n", ACT_LINES));
      default -> throw new IllegalArgumentException("unknown version");
    };
  }

  private static TableRoll roll(String[] lines) {
    if (lines.length != ROLL_LINES) {
      throw new IllegalArgumentException("too few lines");
    }
    String text = lines[9];
    TableProof proof = null;
    if (text.startsWith(PROOF_START)) {
      int end = text.indexOf("\",", PROOF_START.length());
      if (end < 0) {
        throw new IllegalArgumentException("a proof without an end");
      }
      String line = text.substring(PROOF_START.length(), end);
      proof = line.isEmpty() ? null : TableProof.parse(line);
      text = "{" + text.substring(end + 2);
    }
    return new TableRoll(
        member(lines, 1),
        addressees(lines[5]),
        lines[8],
        text,
        Long.parseLong(lines[6]),
        Long.parseLong(lines[7]),
        proof);
  }

  private static TableAct act(String[] lines) {
    if (lines.length != ACT_LINES) {
      throw new IllegalArgumentException("too few lines");
    }
    ActKind kind =
        ActKind.find(lines[5]).orElseThrow(() -> new IllegalArgumentException("unknown act"));
    return new TableAct(
        member(lines, 1),
        kind,
        kind.hasTarget() ? member(lines, 9) : null,
        lines[8],
        Long.parseLong(lines[6]),
        PolicyCodec.read(lines[13]),
        Long.parseLong(lines[7]));
  }

  private static Addressees addressees(String line) {
    List<String> words = List.of(line.split(" "));
    Audience to =
        Audience.parse(words.get(0))
            .orElseThrow(() -> new IllegalArgumentException("unknown audience"));
    return new Addressees(to, Set.copyOf(words.subList(1, words.size())));
  }

  private static Member member(String[] lines, int at) {
    return new Member(lines[at], lines[at + 3], lines[at + 2], role(lines[at + 1]));
  }

  private static Role role(String code) {
    return Role.find(code).orElseThrow(() -> new IllegalArgumentException("unknown role"));
  }
}
