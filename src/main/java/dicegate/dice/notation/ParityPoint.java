package dicegate.dice.notation;

/**
 * Every even number, or every odd one; a number that is not whole is neither.
 *
 * @param even whether it is {@code even} or {@code odd}
 */
public record ParityPoint(boolean even) implements Point {

  @Override
  public boolean matches(double number) {
    return Math.abs(number % 2) == (even ? 0 : 1);
  }
}
