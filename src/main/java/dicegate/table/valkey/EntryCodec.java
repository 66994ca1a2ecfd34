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
import org.jspecify.annotations.Nullable;

/**
 * Entries and members as text. Each field is a line, since no field contains a control character;
 * the roll is last, since it may contain any.
 *
 * <p>Nodes of earlier versions would not read a field more, and their members would miss rolls. So
 * a proof, and after it the theme of the roller, are the first members of the roll; such nodes send
 * them as members of the result. The themes of the members of an act are in lines after its policy.
 * The roots and the theme of a member who is present are in lines of their own. Such nodes skip
 * these lines. Without a theme, the text is the same as that of versions without themes.
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

  /** The begin of a proof in a roll, which has no quote in it. */
  private static final String PROOF_START = "\"proof\":\"";

  /** The begin of the roller's theme in a roll. */
  private static final String THEME_START = "\"theme\":\"";

  /** The end of either. */
  private static final String TEXT_END = "\",";

  /** The characters that a proof and a theme take beside their values. */
  private static final int ADDED_CHARS =
      PROOF_START.length() + THEME_START.length() + 2 * TEXT_END.length();

  /** The first field of the line of a member's roots. */
  private static final String ROOTS = "roots";

  /** The first field of the line of a member's theme. */
  private static final String THEME = "theme";

  /** The fields of such a line: its name, the member's id, the value. */
  private static final int EXTRA_FIELDS = 3;

  /** The begin of the line, after the policy of an act, of the theme of its GM. */
  private static final String BY_THEME = "\n" + THEME + "\tby\t";

  /** The begin of the line, after the policy of an act, of the theme of its target. */
  private static final String TARGET_THEME = "\n" + THEME + "\ttarget\t";

  private static final Member NOBODY = new Member("", "", "", "", Role.WATCHER);
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
        lines.add(extra(ROOTS, member.id()) + "\t" + String.join(" ", member.roots()));
      }
      if (!member.theme().isEmpty()) {
        lines.add(extra(THEME, member.id()) + "\t" + member.theme());
      }
    }
    lines.sort(Comparator.naturalOrder());
    return String.join("\n", lines);
  }

  /** Reads members; skips unreadable ones, and what a newer version says of a member. */
  List<Member> readMembers(String text) {
    List<String[]> rows = new ArrayList<>();
    Map<String, String> extras = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split("\t", -1);
      if (fields.length == EXTRA_FIELDS) {
        extras.put(extra(fields[0], fields[1]), fields[2]);
      } else {
        rows.add(fields);
      }
    }
    List<Member> members = new ArrayList<>();
    for (String[] fields : rows) {
      try {
        members.add(member(fields, extras));
      } catch (IllegalArgumentException e) {
        unreadable("member");
      }
    }
    return members;
  }

  private static Member member(String[] fields, Map<String, String> extras) {
    if (fields.length != MEMBER_FIELDS && fields.length != MEMBER_FIELDS - 1) {
      throw new IllegalArgumentException("unexpected fields of a member: " + fields.length);
    }
    String id = fields[0];
    String roots = extras.getOrDefault(extra(ROOTS, id), "");
    return new Member(
        id,
        fields[3],
        fields[2],
        theme(extras.getOrDefault(extra(THEME, id), "")),
        role(fields[1]),
        fields.length == MEMBER_FIELDS ? fields[4] : "",
        roots.isEmpty() ? List.of() : List.of(roots.split(" ", -1)));
  }

  /** Returns the first two fields of a line that says more of a member. */
  private static String extra(String what, String id) {
    return what + "\t" + id;
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
        withProofAndTheme(roll));
  }

  /**
   * Returns the roll with its proof and the theme of its roller, unless it is no object, as none by
   * a seed is. Clients can show no dice of others.
   */
  private static String withProofAndTheme(TableRoll roll) {
    String text = roll.roll();
    if (!text.startsWith("{") || text.startsWith("}", 1)) {
      return text;
    }
    String proof = roll.proof() == null ? "" : roll.proof().text();
    String theme = roll.by().theme();
    // An engine may not pass a proof or a theme off as ours: an empty one is read first.
    boolean hasProof = !proof.isEmpty() || text.startsWith(PROOF_START, 1);
    boolean hasTheme = !theme.isEmpty() || text.startsWith(THEME_START, 1);
    if (!hasProof && !hasTheme) {
      return text;
    }
    StringBuilder out =
        new StringBuilder(text.length() + proof.length() + theme.length() + ADDED_CHARS);
    out.append('{');
    if (hasProof) {
      out.append(PROOF_START).append(proof).append(TEXT_END);
    }
    if (hasTheme) {
      out.append(THEME_START).append(theme).append(TEXT_END);
    }
    return out.append(text, 1, text.length()).toString();
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
        PolicyCodec.write(act.policy())
            + themeLine(BY_THEME, act.by())
            + (target == null ? "" : themeLine(TARGET_THEME, target)));
  }

  private static String themeLine(String start, Member member) {
    return member.theme().isEmpty() ? "" : start + member.theme();
  }

  private static String head(Member member) {
    return String.join("\n", member.id(), member.role().code(), member.colour(), member.name());
  }

  /** Returns how much of the text of an entry is its proof, which does not count as the result. */
  static long proofChars(EntryContent content) {
    return content instanceof TableRoll roll && roll.proof() != null
        ? PROOF_START.length() + roll.proof().text().length() + TEXT_END.length()
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
    int at = 1; // after the brace; no other JSON has the name of a member there
    TableProof proof = null;
    if (text.startsWith(PROOF_START, at)) {
      int from = at + PROOF_START.length();
      int end = text.indexOf(TEXT_END, from);
      if (end < 0) {
        throw new IllegalArgumentException("a proof without an end");
      }
      proof = end == from ? null : TableProof.parse(text.substring(from, end));
      at = end + TEXT_END.length();
    }
    String theme = themeAt(text, at);
    if (theme != null) {
      at += THEME_START.length() + theme.length() + TEXT_END.length();
    }
    return new TableRoll(
        member(lines, 1, theme == null ? "" : theme),
        addressees(lines[5]),
        lines[8],
        at == 1 ? text : "{" + text.substring(at),
        Long.parseLong(lines[6]),
        Long.parseLong(lines[7]),
        proof);
  }

  /**
   * Returns the theme that a roll has at a place, perhaps an empty one; null if it has none there,
   * or a member of that name which is the engine's: versions without themes do not mark those.
   */
  private static @Nullable String themeAt(String roll, int at) {
    if (!roll.startsWith(THEME_START, at)) {
      return null;
    }
    int from = at + THEME_START.length();
    int end = roll.indexOf(TEXT_END, from);
    if (end < 0) {
      return null;
    }
    String theme = roll.substring(from, end);
    return theme.isEmpty() || Member.isTheme(theme) ? theme : null;
  }

  private static TableAct act(String[] lines) {
    if (lines.length != ACT_LINES) {
      throw new IllegalArgumentException("too few lines");
    }
    ActKind kind =
        ActKind.find(lines[5]).orElseThrow(() -> new IllegalArgumentException("unknown act"));
    return new TableAct(
        member(lines, 1, themeOf(BY_THEME, lines[13])),
        kind,
        kind.hasTarget() ? member(lines, 9, themeOf(TARGET_THEME, lines[13])) : null,
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

  /** Returns the theme of a member of an act, from the lines after its policy. */
  private static String themeOf(String start, String policy) {
    int at = policy.indexOf(start);
    if (at < 0) {
      return "";
    }
    int from = at + start.length();
    int end = policy.indexOf('\n', from);
    return theme(policy.substring(from, end < 0 ? policy.length() : end));
  }

  /** Returns a theme that was stored; one of a form that this version does not know is none. */
  static String theme(String stored) {
    return Member.isTheme(stored) ? stored : "";
  }

  private static Member member(String[] lines, int at, String theme) {
    return new Member(lines[at], lines[at + 3], lines[at + 2], theme, role(lines[at + 1]));
  }

  private static Role role(String code) {
    return Role.find(code).orElseThrow(() -> new IllegalArgumentException("unknown role"));
  }
}
