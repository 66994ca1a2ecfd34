package dicegate.wire.json;

import dicegate.text.VariableName;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of variables in an expression, {@code "vars":{"str":3}}.
 *
 * @param values by name without the {@code @}, as the dice language writes numbers, negative ones
 *     in brackets; sorted by name
 */
public record Variables(Map<String, String> values) {

  /** No variables. */
  public static final Variables NONE = new Variables(Map.of());

  /** The most variables of a message. */
  static final int MAX_COUNT = 32;

  /** The most digits after the decimal point. */
  static final int MAX_SCALE = 15;

  /** The largest magnitude, 2^53 - 1, as in the dice language. */
  private static final BigDecimal MAX_VALUE = BigDecimal.valueOf((1L << 53) - 1);

  /** What {@link #read} accepts, for a person. */
  static final String RULE =
      "The member vars is an object of at most %d numbers from -%s to %s, with at most %d decimals;"
              .formatted(MAX_COUNT, MAX_VALUE, MAX_VALUE, MAX_SCALE)
          + " a name is a letter, then letters, digits and _, %d at most."
              .formatted(VariableName.MAX_CHARS);

  /** Reads the member of a message; null if it is not valid. */
  static @Nullable Variables read(@Nullable JsonValue vars) {
    if (vars == null || vars == JsonValue.NULL) {
      return NONE;
    }
    if (!(vars instanceof JsonObject object) || object.size() > MAX_COUNT) {
      return null;
    }
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonValue> each : object.entrySet()) {
      String value = each.getValue() instanceof JsonNumber number ? text(number) : null;
      if (value == null || !VariableName.is(each.getKey())) {
        return null;
      }
      values.put(each.getKey(), value);
    }
    return new Variables(values);
  }

  /** Returns a number in the dice language; null if it has too many digits. */
  private static @Nullable String text(JsonNumber number) {
    BigDecimal value = number.bigDecimalValue().stripTrailingZeros();
    if (value.abs().compareTo(MAX_VALUE) > 0 || value.scale() > MAX_SCALE) {
      return null;
    }
    String text = value.abs().toPlainString();
    return value.signum() < 0 ? "(-" + text + ")" : text;
  }
}
