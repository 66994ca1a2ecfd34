package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Faces;

/**
 * The moment generating function of the number of rolls of one die; see {@link LimitRisk}.
 *
 * @param sides the number of sides
 * @param staying the number of sides that are not rerolled
 * @param settles the largest number of rolls that reach such a side, 1 or 2 (with {@code ro})
 * @param exploding the probability that the final face explodes
 * @param unique whether dice that show the same face are rerolled
 */
record DieRisk(int sides, int staying, int settles, double exploding, boolean unique) {

  static boolean moreThanOneRoll(DieModifiers die) {
    return die.reroll().present()
        || die.rerollOnce().present()
        || die.explosion().present()
        || die.unique();
  }

  static DieRisk of(Faces faces, DieModifiers die, CostBudget budget) {
    DieFaces dieFaces = DieFaces.of(faces, die, budget);
    double exploding = dieFaces.count() == 0 ? 0 : (double) dieFaces.exploding() / dieFaces.total();
    return new DieRisk(
        faces.sideCount(),
        dieFaces.sides(),
        die.rerollOnce().present() ? 2 : 1,
        exploding,
        die.unique());
  }

  /** Returns the logarithm of E(e^(tX)) for that many dice; infinite if the series diverges. */
  double log(double tilt, int count) {
    if (exploding == 1 || staying == 0 || (unique && count > staying)) {
      // Such dice are refused before any is rolled; the exact odds count that as a failure.
      return 0;
    }
    if (!unique) {
      double settling = settles * logSettling(tilt, staying);
      double continuing = exploding * Math.exp(settling);
      return continuing < 1
          ? count * (Math.log1p(-exploding) + settling - Math.log1p(-continuing))
          : Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int shown = 0; shown < count; shown++) {
      sum += settles * logSettling(tilt, staying - shown);
    }
    return sum;
  }

  /** Returns an upper bound of the probability that one chain exceeds the limit. */
  double chain() {
    return exploding == 1 ? 0 : Math.pow(exploding, DiceLimits.MAX_CHAIN);
  }

  private double logSettling(double tilt, int free) {
    double share = (double) free / sides;
    double rerolling = (1 - share) * Math.exp(tilt);
    return rerolling < 1
        ? Math.log(share) + tilt - Math.log1p(-rerolling)
        : Double.POSITIVE_INFINITY;
  }
}
