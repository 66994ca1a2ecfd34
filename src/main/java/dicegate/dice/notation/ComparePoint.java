package dicegate.dice.notation;

/**
 * A compare point, such as {@code >=5}.
 *
 * @param value a whole number
 */
public record ComparePoint(Comparison comparison, long value) implements Point {

  @Override
  public boolean matches(double number) {
    return comparison.holds(number, (double) value);
  }
}
