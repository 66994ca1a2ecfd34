package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Faces;

/**
 * How often one die of a pool is rolled; see the note in {@link LimitRisk}.
 *
 * @param sides how many there are
 * @param staying how many of them are not rerolled
 * @param settles how often the die has to settle at most, 1 or 2
 * @param exploding the probability that it explodes once it has settled
 * @param unique whether dice that show the same are rolled again
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

  /** Returns the logarithm of E(e^(tX)) for so many dice; infinite if there is no such number. */
  double log(double tilt, int count) {
    if (exploding == 1 || staying == 0 || (unique && count > staying)) {
      // Such dice are refused before the first is rolled, which counts as a failure.
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

  /** Returns a bound of the probability that one chain grows too long. */
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
