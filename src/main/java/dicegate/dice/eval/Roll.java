package dicegate.dice.eval;

import dicegate.dice.notation.Expression.Pool;

/**
 * One pool, rolled.
 *
 * @param pool what was rolled
 * @param faces the face of each die in the order rolled, each 1 to the pool's sides
 */
public record Roll(Pool pool, Faces faces) {

  /** Returns the sum of the faces. */
  public long total() {
    return faces.sum();
  }
}
