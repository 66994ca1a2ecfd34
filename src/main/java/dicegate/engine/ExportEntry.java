package dicegate.engine;

import dicegate.json.JsonValue;
import dicegate.verify.RollProof;
import dicegate.verify.SeriesLedger.Audience;
import dicegate.verify.SeriesLedger.Roll;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an exported log that has a roll, read with care: it may be from a stranger.
 *
 * @param members as in the file
 * @param place names the entry if it has no {@code seq}
 */
record ExportEntry(Map<String, JsonValue> members, String place) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> TYPES = Set.of("rolled", "result", "row");

  /** The last number of a series. */
  private static final int MAX_INDEX = (1 << RollProof.PATH_LENGTH) - 1;

  private static final long MAX_SEQ = (1L << 53) - 1;
  private static final int MAX_SEED_BYTES = 64;

  /** The longest expression, in UTF-16 units; engines accept no such text. */
  private static final int MAX_EXPRESSION_CHARS = 4_096;

  /** Reads an entry; empty if it has no roll. */
  static Optional<ExportEntry> of(JsonValue value, String place) {
    return value instanceof JsonValue.Members entry && TYPES.contains(text(entry, "type"))
        ? Optional.of(new ExportEntry(entry.values(), place))
        : Optional.empty();
  }

  /** Returns the number of the entry at the table; -1 without one. */
  long seq() {
    return number(members.get("seq"));
  }

  /** Returns a name of the entry for people. */
  String where() {
    return seq() < 0 ? place : "seq " + seq();
  }

  /** Returns the proof; null if it has none. */
  JsonValue.@Nullable Members proof() {
    return members.get("proof") instanceof JsonValue.Members proof ? proof : null;
  }

  /** Returns the roll as the log shows it; null if it does not. */
  JsonValue.@Nullable Members roll() {
    return members.get("roll") instanceof JsonValue.Members roll ? roll : null;
  }

  boolean isHidden() {
    return members.get("hidden") == JsonValue.Literal.TRUE;
  }

  /** Returns whether the log says that an engine without seeds rolled it. */
  boolean isDeclaredUnverifiable() {
    return members.get("verifiable") == JsonValue.Literal.FALSE;
  }

  /** Returns a member that is a text; empty if it is not. */
  String text(String name) {
    return text(members.get(name));
  }

  /** Returns a text of the member {@code by}; empty if it is not there. */
  String by(String name) {
    return members.get("by") instanceof JsonValue.Members by ? text(by, name) : "";
  }

  /** Returns who has seen the roll. */
  Audience audience() {
    JsonValue to = members.get("to");
    if (text("type").equals("result")) {
      return Audience.OWN;
    }
    if (number(members.get("reveals")) >= 0) {
      return Audience.REVEAL;
    }
    boolean all = text("type").equals("rolled") && (to == null || text(to).equals("all"));
    return all && !isHidden() ? Audience.ALL : Audience.SOME;
  }

  /** Returns the place of the roll in its series; empty if the proof does not have it. */
  Optional<Roll> inSeries() {
    JsonValue.Members proof = proof();
    if (proof == null) {
      return Optional.empty();
    }
    Optional<Integer> index = index(proof.values().get("index"));
    String root = text(proof, "root");
    if (index.isEmpty() || !HEX.matcher(root).matches()) {
      return Optional.empty();
    }
    long reveals = number(members.get("reveals"));
    return Optional.of(
        new Roll(
            root,
            index.get(),
            audience(),
            reveals < 0 ? where() : "seq " + reveals,
            textOrNull(proof, "expr"),
            textOrNull(proof, "seed"),
            indexes(proof.values().get("unused")),
            indexes(proof.values().get("hidden"))));
  }

  /** Returns the whole proof of a roll; empty if it is not complete. */
  Optional<RollProof> wholeProof() {
    JsonValue.Members proof = proof();
    Optional<Roll> roll = inSeries();
    if (proof == null || roll.isEmpty()) {
      return Optional.empty();
    }
    List<String> path = new ArrayList<>();
    if (!(proof.values().get("path") instanceof JsonValue.Elements siblings)
        || !(proof.values().get("seed") instanceof JsonValue.Text seed)
        || !(proof.values().get("expr") instanceof JsonValue.Text expression)) {
      return Optional.empty();
    }
    siblings.values().forEach(sibling -> path.add(text(sibling)));
    String key = text(proof, "key");
    return HEX.matcher(key).matches()
            && path.stream().allMatch(sibling -> HEX.matcher(sibling).matches())
            && isSeed(seed.value())
            && expression.value().length() <= MAX_EXPRESSION_CHARS
        ? Optional.of(
            new RollProof(
                roll.get().root(), roll.get().index(), key, path, seed.value(), expression.value()))
        : Optional.empty();
  }

  private static boolean isSeed(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= MAX_SEED_BYTES
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** Returns a text; empty if the value is not one. */
  static String text(@Nullable JsonValue value) {
    return value instanceof JsonValue.Text text ? text.value() : "";
  }

  /** Returns a member that is a text; empty if it is not. */
  static String text(JsonValue.Members of, String name) {
    return text(of.values().get(name));
  }

  private static @Nullable String textOrNull(JsonValue.Members of, String name) {
    return of.values().get(name) instanceof JsonValue.Text text ? text.value() : null;
  }

  /** Returns a whole number from 0 on; -1 if the value is not one. */
  static long number(@Nullable JsonValue value) {
    return value instanceof JsonValue.Numeral number && number.wholeWithin(0, MAX_SEQ)
        ? number.value().longValueExact()
        : -1;
  }

  private static Optional<Integer> index(@Nullable JsonValue value) {
    return value instanceof JsonValue.Numeral number && number.wholeWithin(0, MAX_INDEX)
        ? Optional.of(number.value().intValueExact())
        : Optional.empty();
  }

  private static List<Integer> indexes(@Nullable JsonValue value) {
    return value instanceof JsonValue.Elements list
        ? list.values().stream().map(ExportEntry::index).flatMap(Optional::stream).toList()
        : List.of();
  }
}
