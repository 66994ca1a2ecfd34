package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.Faces.Fate;
import java.util.Arrays;

/**
 * The faces on which a die comes to rest, and how often on each.
 *
 * <p>Rerolling until it is gone only leaves faces out. Rerolling once brings a second die in place
 * of those faces: with {@code u} sides that stay, {@code o} of them rerolled once, a face of {@code
 * m} sides comes up {@code m * o} times that way, and {@code m * u} times at once unless it is one
 * of them, out of {@code u * u}.
 *
 * @param faces ascending
 * @param weights each 1 or more
 * @param explodes whether the face brings another die
 * @param sides how many sides are left after rerolling
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record DieFaces(int[] faces, long[] weights, boolean[] explodes, int sides) {

  /** Returns how many sides show the face. */
  private static int sidesOf(Faces faces, int face) {
    return switch (faces) {
      case Fate fate -> fate == Fate.TWO_EACH ? 2 : face == 0 ? 4 : 1;
      case Faces.Sides numbered -> 1;
      case Faces.Computed computed -> 1;
    };
  }

  /** Looks at every face of a die whose sides are known. */
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
      // Where nothing is rerolled once, the square of the sides would only be a longer number.
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

  /** Tells whether every face is as likely as any other. */
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

  /** Returns the weight of the faces that bring another die. */
  long exploding() {
    long exploding = 0;
    for (int i = 0; i < weights.length; i++) {
      exploding += explodes[i] ? weights[i] : 0;
    }
    return exploding;
  }
}
