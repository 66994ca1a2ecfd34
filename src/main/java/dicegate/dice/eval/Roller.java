package dicegate.dice.eval;

import dicegate.dice.DieSource;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Pool;

/** Rolls expressions with one source of faces. Confined to the thread of its source. */
public final class Roller {

  private final DieSource source;

  public Roller(DieSource source) {
    this.source = source;
  }

  /** Rolls every die of the expression once. */
  public Roll roll(Expression expression) {
    return switch (expression) {
      case Pool pool -> roll(pool);
    };
  }

  private Roll roll(Pool pool) {
    int[] faces = new int[pool.count()];
    for (int i = 0; i < faces.length; i++) {
      faces[i] = source.roll(pool.sides());
    }
    return new Roll(pool, Faces.wrap(faces));
  }
}
