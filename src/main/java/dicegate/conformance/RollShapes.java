package dicegate.conformance;

import dicegate.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the faces from an engine's JSON; empty if the JSON has another shape. Stateless. */
final class RollShapes {

  private RollShapes() {}

  /** Reads an array of the given number of dice, each a face of the die. */
  static Optional<List<Integer>> array(JsonValue value, int dice, int sides) {
    if (!(value instanceof JsonValue.Elements elements) || elements.values().size() != dice) {
      return Optional.empty();
    }
    boolean allFaces = elements.values().stream().allMatch(each -> isFace(each, sides));
    return allFaces
        ? Optional.of(elements.values().stream().map(RollShapes::face).toList())
        : Optional.empty();
  }

  /** Reads the roll object of plain dice; checks required members and that the total is the sum. */
  static Optional<List<Integer>> object(JsonValue value, int dice, int sides) {
    if (!(value instanceof JsonValue.Members roll)
        || !(roll.values().get("expr") instanceof JsonValue.Text)
        || !(roll.values().get("total") instanceof JsonValue.Numeral total)
        || !(roll.values().get("dice") instanceof JsonValue.Elements elements)
        || elements.values().size() != dice
        || !elements.values().stream().allMatch(each -> isDie(each, sides))) {
      return Optional.empty();
    }
    List<Integer> faces = elements.values().stream().map(RollShapes::valueOfDie).toList();
    long sum = faces.stream().mapToLong(Integer::longValue).sum();
    return total.wholeWithin(sum, sum) ? Optional.of(faces) : Optional.empty();
  }

  private static boolean isDie(JsonValue value, int sides) {
    if (!(value instanceof JsonValue.Members die)) {
      return false;
    }
    Map<String, JsonValue> values = die.values();
    return values.get("sides") instanceof JsonValue.Numeral sidesMember
        && sidesMember.wholeWithin(sides, sides)
        && values.get("kept") == JsonValue.Literal.TRUE
        && isFace(values.get("value"), sides);
  }

  private static int valueOfDie(JsonValue value) {
    return value instanceof JsonValue.Members die ? face(die.values().get("value")) : 0;
  }

  private static boolean isFace(@Nullable JsonValue value, int sides) {
    return value instanceof JsonValue.Numeral face && face.wholeWithin(1, sides);
  }

  private static int face(@Nullable JsonValue value) {
    return value instanceof JsonValue.Numeral face ? face.value().intValue() : 0;
  }
}
