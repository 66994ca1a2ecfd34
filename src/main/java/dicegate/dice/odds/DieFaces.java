package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.Faces.Fate;
import java.util.Arrays;

/**
 * The distribution of the final face of a die, after rerolls.
 *
 * <p>Rerolling until no face matches conditions on the other faces. Rerolling once replaces a
 * matching face by a second roll: with {@code u} sides that are not rerolled, {@code o} of them
 * rerolled once, a face on {@code m} sides has the weight {@code m * o} by the second roll, and
 * also {@code m * u} by the first unless it is rerolled itself, out of {@code u * u}.
 *
 * @param faces ascending
 * @param weights each 1 or more
 * @param explodes whether the face adds another die
 * @param sides the number of sides that are not rerolled
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record DieFaces(int[] faces, long[] weights, boolean[] explodes, int sides) {

  /** Returns the number of sides that show the face. */
  private static int sidesOf(Faces faces, int face) {
    return switch (faces) {
      case Fate fate -> fate == Fate.TWO_EACH ? 2 : face == 0 ? 4 : 1;
      case Faces.Sides numbered -> 1;
      case Faces.Computed computed -> 1;
    };
  }

  /** Enumerates the faces of a die with a known number of sides. */
  static DieFaces of(Faces faces, DieModifiers die, CostBudget budget) {
    int lowest = faces.lowest();
    int highest = faces.highest();
    charge(highest - lowest + 1.0, die, budget);
    int[] staying = new int[highest - lowest + 1];
    int count = 0;
    int sides = 0;
    long rerolledOnce = 0;
    for (int face = lowest; face <= highest; face++) {
      if (!die.reroll().matches(face, lowest)) {
        staying[count++] = face;
        sides += sidesOf(faces, face);
        rerolledOnce += die.rerollOnce().matches(face, lowest) ? sidesOf(faces, face) : 0;
      }
    }
    long[] weights = new long[count];
    boolean[] explodes = new boolean[count];
    for (int i = 0; i < count; i++) {
      int face = staying[i];
      long firstRoll = die.rerollOnce().matches(face, lowest) ? 0 : sides;
      // If no face is rerolled once, the common factor is left out to keep the weights short.
      weights[i] = sidesOf(faces, face) * (rerolledOnce == 0 ? 1 : firstRoll + rerolledOnce);
      explodes[i] = die.explosion().trigger().matches(face, highest);
    }
    return new DieFaces(Arrays.copyOf(staying, count), weights, explodes, sides);
  }

  private static void charge(double faces, DieModifiers die, CostBudget budget) {
    double points =
        1.0
            + die.reroll().points().size()
            + 2 * die.rerollOnce().points().size()
            + die.explosion().trigger().points().size();
    budget.chargeOutcomes(faces, 1);
    budget.charge(faces * 4 * points);
  }

  int count() {
    return faces.length;
  }

  /** Tells whether all faces are equally likely. */
  boolean uniform() {
    return Arrays.stream(weights).distinct().count() == 1;
  }

  long total() {
    long total = 0;
    for (long weight : weights) {
      total += weight;
    }
    return total;
  }

  /** Returns the weight of the exploding faces. */
  long exploding() {
    long exploding = 0;
    for (int i = 0; i < weights.length; i++) {
      exploding += explodes[i] ? weights[i] : 0;
    }
    return exploding;
  }
}
