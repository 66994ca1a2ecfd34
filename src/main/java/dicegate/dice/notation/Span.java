package dicegate.dice.notation;

/**
 * A position in a text, in UTF-16 units.
 *
 * <p>All spans are equal: expressions carry their positions and are still compared by what they
 * roll, so {@code parse(print(e))} equals {@code e}. Syn, the parser of Rust's macros, does the
 * same.
 *
 * @param start the first unit
 * @param end the unit after the last; equals {@code start} if something is missing there
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
