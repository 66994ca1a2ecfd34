package dicegate.conformance;

import dicegate.json.JsonReader;
import dicegate.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A roll whose seed and answer are published, so that every engine can be compared with it.
 *
 * @param answer the members that the reply must have
 */
record SeededVector(String expression, String seed, Map<String, JsonValue> answer) {

  private static final String FILE = "seeded-vectors.json";

  /** Dice that every engine must roll. */
  private static final Pattern PLAIN_DICE = Pattern.compile("(1?[0-9]|20)d[0-9]{1,7}");

  /** Reads all vectors. */
  static List<SeededVector> all() {
    try (InputStream file = SeededVector.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("missing in the jar: " + FILE);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      if (JsonReader.read(text).orElse(null) instanceof JsonValue.Elements vectors) {
        return vectors.values().stream().map(SeededVector::of).toList();
      }
      throw new IllegalStateException("not a list: " + FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SeededVector of(JsonValue value) {
    if (value instanceof JsonValue.Members vector
        && vector.values().get("expr") instanceof JsonValue.Text expression
        && vector.values().get("seed") instanceof JsonValue.Text seed) {
      return new SeededVector(expression.value(), seed.value(), vector.values());
    }
    throw new IllegalStateException("not a vector: " + value);
  }

  /** Returns whether an engine may answer that it does not know the notation. */
  boolean mayBeRefused() {
    return !PLAIN_DICE.matcher(expression).matches();
  }

  /** Returns whether the expression has no result with this seed. */
  boolean isError() {
    return answer.containsKey("error");
  }

  /** Returns whether a roll object has the faces and the totals of this vector. */
  boolean agrees(JsonValue reply) {
    return reply instanceof JsonValue.Members roll
        && sameNumbers(answer.get("drawn"), roll.values().get("drawn"))
        && sameNumbers(answer.get("totals"), totals(roll));
  }

  private static JsonValue totals(JsonValue.Members roll) {
    List<JsonValue> rolls =
        roll.values().get("rolls") instanceof JsonValue.Elements several
            ? several.values()
            : List.of(roll);
    return new JsonValue.Elements(rolls.stream().map(SeededVector::total).toList());
  }

  private static JsonValue total(JsonValue roll) {
    return roll instanceof JsonValue.Members members
        ? members.values().getOrDefault("total", JsonValue.Literal.NULL)
        : JsonValue.Literal.NULL;
  }

  /** Compares numbers and lists of them; 3 and 3.0 are the same number. */
  private static boolean sameNumbers(@Nullable JsonValue wanted, @Nullable JsonValue found) {
    if (wanted instanceof JsonValue.Numeral a && found instanceof JsonValue.Numeral b) {
      return a.value().compareTo(b.value()) == 0;
    }
    if (!(wanted instanceof JsonValue.Elements a)
        || !(found instanceof JsonValue.Elements b)
        || a.values().size() != b.values().size()) {
      return false;
    }
    for (int i = 0; i < a.values().size(); i++) {
      if (!sameNumbers(a.values().get(i), b.values().get(i))) {
        return false;
      }
    }
    return true;
  }
}
