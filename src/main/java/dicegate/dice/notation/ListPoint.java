package dicegate.dice.notation;

import java.util.List;

/**
 * A list of numbers, such as {@code =(1,3,5)} or {@code <>(1,2)}.
 *
 * @param comparison {@link Comparison#EQUAL} if one of the numbers meets it, {@link
 *     Comparison#NOT_EQUAL} if every other number does
 * @param values two or more whole numbers, as written
 */
public record ListPoint(Comparison comparison, List<Long> values) implements Point {

  public ListPoint {
    values = List.copyOf(values);
  }

  @Override
  public boolean matches(double number) {
    boolean listed = false;
    for (int i = 0; i < values.size(); i++) {
      listed |= number == (double) values.get(i);
    }
    return listed == (comparison == Comparison.EQUAL);
  }
}
