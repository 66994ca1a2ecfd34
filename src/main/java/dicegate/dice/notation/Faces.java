package dicegate.dice.notation;

import dicegate.dice.DiceLimits;

/** What the dice of a pool show. */
public sealed interface Faces {

  /** The sides of a die of Fate: two of each face, or one, four and one. */
  int FATE_SIDES = 6;

  /** Returns the lowest face. */
  default int lowest() {
    return this instanceof Fate ? -1 : 1;
  }

  /**
   * Returns the highest face.
   *
   * @throws IllegalArgumentException if it is still to be computed
   */
  default int highest() {
    return switch (this) {
      case Sides numbered -> numbered.sides();
      case Fate fate -> 1;
      case Computed computed -> throw new IllegalArgumentException("sides not known");
    };
  }

  /**
   * Returns how many sides a die has, each as likely as any other.
   *
   * @throws IllegalArgumentException if it is still to be computed
   */
  default int sideCount() {
    return this instanceof Fate ? FATE_SIDES : highest();
  }

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
