package dicegate.dice.notation;

import dicegate.dice.DiceLimits;

/** What the dice of a pool show. */
public sealed interface Faces {

  /**
   * The numbers from 1, each as likely as any other.
   *
   * @param sides 1 to {@link DiceLimits#MAX_SIDES}
   */
  record Sides(int sides) implements Faces {

    public Sides {
      if (sides < 1 || sides > DiceLimits.MAX_SIDES) {
        throw new IllegalArgumentException("sides out of range: " + sides);
      }
    }
  }

  /** A die of Fate and Fudge: six sides that show -1, 0 or 1. */
  enum Fate implements Faces {
    /** One side is -1 and one is 1, {@code dF.1}. */
    ONE_EACH,
    /** Two sides are -1 and two are 1, {@code dF} or {@code dF.2}. */
    TWO_EACH
  }

  /** As many sides as the expression comes to, {@code 2d(1d6+4)}. */
  record Computed(Expression sides) implements Faces {}
}
