package dicegate.dice.notation;

import dicegate.dice.DiceLimits;

/** The faces of the dice of a pool. */
public sealed interface Faces {

  /** The sides of a Fate die. */
  int FATE_SIDES = 6;

  /** Returns the lowest face. */
  default int lowest() {
    return switch (this) {
      case Sides numbered -> 1;
      case Fate fate -> -1;
      case Computed computed -> 1;
    };
  }

  /**
   * Returns the highest face.
   *
   * @throws IllegalArgumentException if it is not computed yet
   */
  default int highest() {
    return switch (this) {
      case Sides numbered -> numbered.sides();
      case Fate fate -> 1;
      case Computed computed ->
          throw new IllegalArgumentException("the sides are not computed yet");
    };
  }

  /**
   * Returns the number of equally likely sides of a die.
   *
   * @throws IllegalArgumentException if it is not computed yet
   */
  default int sideCount() {
    return switch (this) {
      case Sides numbered -> numbered.sides();
      case Fate fate -> FATE_SIDES;
      case Computed computed -> highest();
    };
  }

  /**
   * The numbers from 1, equally likely.
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

  /** A die of Fate or Fudge: six sides that show -1, 0 or 1. */
  enum Fate implements Faces {
    /** One side is -1 and one is 1, {@code dF.1}. */
    ONE_EACH,
    /** Two sides are -1 and two are 1, {@code dF} or {@code dF.2}. */
    TWO_EACH
  }

  /** A number of sides that is computed when rolling, {@code 2d(1d6+4)}. */
  record Computed(Expression sides) implements Faces {}
}
