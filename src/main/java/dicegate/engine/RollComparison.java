package dicegate.engine;

import dicegate.json.JsonReader;
import dicegate.json.JsonValue;
import dicegate.verify.RollProof;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.SeededBody;
import dicegate.wire.frames.Verb;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a roll as a log shows it with the one that follows from its seed. Confined to one
 * thread.
 *
 * @param responder of an engine whose language is that of the engines that rolled
 */
record RollComparison(Responder responder) {

  private static final RequestId ID = new RequestId(1);
  private static final long TTL_MILLIS = 1_000;
  private static final String TOO_LARGE = "too_large";
  private static final int MAX_TEXT_CHARS = 200;

  /** Members that change what a reader sees; a roll may not have more of them than follow. */
  private static final Set<String> SHOWN =
      Set.of(
          "total",
          "dice",
          "rolls",
          "check",
          "tally",
          "sets",
          "text",
          "tree",
          "label",
          "shorthand",
          "by");

  /** How a roll compares. */
  sealed interface Outcome {

    /** It is what follows from the seed. */
    record Same() implements Outcome {}

    /**
     * The server says that it was too large to be shown.
     *
     * @param text the roll that follows from the seed
     */
    record Withheld(String text) implements Outcome {}

    /**
     * It is another one.
     *
     * @param text the difference, for a person
     */
    record Different(String text) implements Outcome {}
  }

  /**
   * Evaluates the expression of a proof, and compares.
   *
   * @param shown the roll in the log; null if it has none
   */
  Outcome compare(RollProof proof, JsonValue.@Nullable Members shown) {
    SeededBody body = SeededBody.of(proof.rollSeed(), proof.expression());
    byte[] request = EngineFrames.request(Verb.SEEDED, ID, TTL_MILLIS, body.text());
    String reply =
        new String(responder.answer(EngineFrames.parse(request)), StandardCharsets.UTF_8);
    JsonValue evaluated =
        JsonReader.read(reply.substring(reply.indexOf('{'))).orElse(JsonValue.Literal.NULL);
    if (shown == null || !(evaluated instanceof JsonValue.Members expected)) {
      return new Outcome.Different("there is no roll");
    }
    boolean isRoll = reply.startsWith("DG1 " + ID.text() + " ok ");
    if (shown.values().containsKey("error")) {
      return compareError(shown, expected, isRoll);
    }
    if (!isRoll) {
      return new Outcome.Different("the expression has no result with this seed");
    }
    String member = differingMember(expected.values(), shown.values(), proof.expression());
    return member.isEmpty()
        ? new Outcome.Same()
        : new Outcome.Different("its %s is not what follows from the seed".formatted(member));
  }

  private static Outcome compareError(
      JsonValue.Members shown, JsonValue.Members expected, boolean isRoll) {
    if (shown.values().containsKey("total") || shown.values().containsKey("rolls")) {
      return new Outcome.Different("it has a result and an error");
    }
    String code =
        shown.values().get("error") instanceof JsonValue.Members error
            ? ExportEntry.text(error, "code")
            : "";
    if (code.equals(TOO_LARGE)) {
      return new Outcome.Withheld(isRoll ? summary(expected) : "an error");
    }
    return !isRoll && code.equals(ExportEntry.text(expected, "code"))
        ? new Outcome.Same()
        : new Outcome.Different("it is shown as an error, which does not follow from the seed");
  }

  private static String summary(JsonValue.Members roll) {
    String text = ExportEntry.text(roll, "text");
    return text.length() <= MAX_TEXT_CHARS
        ? text
        : "%s..., a total of %s"
            .formatted(
                text.substring(0, MAX_TEXT_CHARS),
                roll.values().get("total") instanceof JsonValue.Numeral total
                    ? total.value().toPlainString()
                    : "several rolls");
  }

  /** Returns the name of a member that differs; empty if none does. Engines may omit members. */
  private static String differingMember(
      Map<String, JsonValue> expected, Map<String, JsonValue> shown, String expression) {
    for (Map.Entry<String, JsonValue> member : expected.entrySet()) {
      JsonValue value = shown.get(member.getKey());
      boolean agrees =
          switch (member.getKey()) {
            // An engine that is not ours may repeat the text as it was typed.
            case "expr" ->
                value == null
                    || ExportEntry.text(value).equals(expression)
                    || same(member.getValue(), value);
            case "total", "dice", "rolls" -> value != null && same(member.getValue(), value);
            default -> value == null || same(member.getValue(), value);
          };
      if (!agrees) {
        return member.getKey();
      }
    }
    return shown.keySet().stream()
        .filter(name -> SHOWN.contains(name) && !expected.containsKey(name))
        .findFirst()
        .orElse("");
  }

  /** Compares values; numbers by value, objects without regard to the order of members. */
  private static boolean same(JsonValue a, JsonValue b) {
    if (a instanceof JsonValue.Numeral x && b instanceof JsonValue.Numeral y) {
      return x.value().compareTo(y.value()) == 0;
    }
    if (a instanceof JsonValue.Elements x && b instanceof JsonValue.Elements y) {
      if (x.values().size() != y.values().size()) {
        return false;
      }
      for (int i = 0; i < x.values().size(); i++) {
        if (!same(x.values().get(i), y.values().get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof JsonValue.Members x && b instanceof JsonValue.Members y) {
      return x.values().keySet().equals(y.values().keySet())
          && x.values().entrySet().stream()
              .allMatch(
                  member ->
                      same(
                          member.getValue(),
                          y.values().getOrDefault(member.getKey(), JsonValue.Literal.NULL)));
    }
    return a.equals(b);
  }
}
