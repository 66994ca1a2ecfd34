package dicegate.dice.notation;

/**
 * Where something stands in a text, in UTF-16 units.
 *
 * <p>All spans are equal: where an expression was written is no part of what it is, and so
 * expressions compare by what they roll.
 *
 * @param start the first unit
 * @param end the unit after the last; {@code start} where something is missing
 */
public record Span(int start, int end) {

  /** Returns the number of units. */
  public int length() {
    return end - start;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Span;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
