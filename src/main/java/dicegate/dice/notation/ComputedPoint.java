package dicegate.dice.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A point with numbers that are rolled before the dice it applies to, such as {@code >=(1d4+2)} or
 * {@code =(1,1d4)}. No number meets it before they are known.
 *
 * @param comparison {@code =} or {@code <>} if there are several numbers
 * @param numbers one or more; at least one of them is not constant
 */
public record ComputedPoint(Comparison comparison, List<Expression> numbers) implements Point {

  public ComputedPoint {
    numbers = List.copyOf(numbers);
  }

  /**
   * Returns the point with known numbers.
   *
   * @param values the values of the numbers, in their order
   * @throws DiceException if a value is not valid
   */
  Point known(DoubleSupplier values) {
    List<Long> known = new ArrayList<>(numbers.size());
    for (Expression number : numbers) {
      known.add(DiceRules.target(values.getAsDouble(), number.span()));
    }
    return known.size() == 1
        ? new ComparePoint(comparison, known.get(0))
        : new ListPoint(comparison, known);
  }

  @Override
  public boolean matches(double number) {
    throw new IllegalStateException("not computed yet: " + numbers);
  }
}
