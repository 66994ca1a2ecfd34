package dicegate.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A JSON value, as {@link JsonReader} reads it. */
public sealed interface JsonValue {

  /** An object, its members in the order of the text. */
  record Members(Map<String, JsonValue> values) implements JsonValue {}

  /** An array. */
  record Elements(List<JsonValue> values) implements JsonValue {}

  /** A string. */
  record Text(String value) implements JsonValue {}

  /** A number, with all digits as written. */
  record Numeral(BigDecimal value) implements JsonValue {

    /** Tells whether the number is whole and from {@code min} to {@code max}, both inclusive. */
    public boolean wholeWithin(long min, long max) {
      return value.compareTo(BigDecimal.valueOf(min)) >= 0
          && value.compareTo(BigDecimal.valueOf(max)) <= 0
          && value.remainder(BigDecimal.ONE).signum() == 0;
    }
  }

  /** One of the three literal names. */
  enum Literal implements JsonValue {
    /** {@code true}. */
    TRUE,
    /** {@code false}. */
    FALSE,
    /** {@code null}. */
    NULL
  }
}
