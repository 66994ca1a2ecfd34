package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.Point;
import java.util.Arrays;
import java.util.stream.IntStream;

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
 * @param implodes whether another die is subtracted for the face of a first die
 * @param sides the number of sides that are not rerolled
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record DieFaces(int[] faces, long[] weights, boolean[] explodes, boolean[] implodes, long sides) {

  private static final int TEN = 10;

  /**
   * Returns the number of ways to roll a number with more tens: those in which all dice of tens
   * make it or a worse one, less those in which all make a worse one. Of the ten numbers with the
   * same units, 00 and 0 is the highest.
   */
  private static long waysOf(Faces.MoreTens percent, int number) {
    int below = (number - 1) / TEN;
    int notBetter = percent.penalty() ? below + 1 : TEN - below;
    int dice = percent.amount() + 1;
    return power(notBetter, dice) - power(notBetter - 1, dice);
  }

  private static long power(long base, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }

  /** Returns the number of ways to roll the face. */
  private static long sidesOf(Faces faces, int face) {
    return faces instanceof Faces.MoreTens percent ? waysOf(percent, face) : faces.sidesOf(face);
  }

  /** Enumerates the faces of a die with a known number of sides. */
  static DieFaces of(Faces faces, DieModifiers die, CostBudget budget) {
    int lowest = faces.lowest();
    int highest = faces.highest();
    charge(faces, die, budget);
    int[] different = different(faces);
    int[] staying = new int[different.length];
    int count = 0;
    long sides = 0;
    long rerolledOnce = 0;
    for (int face : different) {
      if (!die.reroll().matches(face, lowest)) {
        staying[count++] = face;
        sides += sidesOf(faces, face);
        rerolledOnce += die.rerollOnce().matches(face, lowest) ? sidesOf(faces, face) : 0;
      }
    }
    long[] weights = new long[count];
    boolean[] explodes = new boolean[count];
    boolean[] implodes = new boolean[count];
    for (int i = 0; i < count; i++) {
      int face = staying[i];
      long firstRoll = die.rerollOnce().matches(face, lowest) ? 0 : sides;
      // If no face is rerolled once, the common factor is left out to keep the weights short.
      weights[i] = sidesOf(faces, face) * (rerolledOnce == 0 ? 1 : firstRoll + rerolledOnce);
      explodes[i] = die.explosion().trigger().matches(face, highest);
      implodes[i] = !explodes[i] && die.implosion().matches(face, lowest);
    }
    return new DieFaces(Arrays.copyOf(staying, count), weights, explodes, implodes, sides);
  }

  private static void charge(Faces faces, DieModifiers die, CostBudget budget) {
    double points =
        1.0
            + Point.size(die.reroll().points())
            + 2 * Point.size(die.rerollOnce().points())
            + Point.size(die.explosion().trigger().points())
            + Point.size(die.implosion().points());
    double numbers = 0;
    for (Faces.Run run : faces.ranges()) {
      numbers += run.size();
    }
    budget.chargeOutcomes(numbers, 1);
    budget.charge(numbers * 4 * (points + faces.ranges().size() - 1));
  }

  /** Returns each face once, ascending. */
  private static int[] different(Faces faces) {
    IntStream all =
        faces.ranges().stream().flatMapToInt(run -> IntStream.rangeClosed(run.first(), run.last()));
    return (faces.ranges().size() == 1 ? all : all.sorted().distinct()).toArray();
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
    return weight(explodes);
  }

  /** Returns the weight of the imploding faces. */
  long imploding() {
    return weight(implodes);
  }

  private long weight(boolean[] chosen) {
    long weight = 0;
    for (int i = 0; i < weights.length; i++) {
      weight += chosen[i] ? weights[i] : 0;
    }
    return weight;
  }
}
