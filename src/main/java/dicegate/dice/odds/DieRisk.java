package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DiceRules;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.DieModifiers.Explosion;
import dicegate.dice.notation.Faces;
import java.util.Arrays;

/**
 * The moment generating function of the number of rolls of one die; see {@link LimitRisk}.
 *
 * @param sides the number of sides
 * @param staying the number of sides that are not rerolled
 * @param different the number of different faces on those sides
 * @param most the largest number of sides that show the same face
 * @param settles the largest number of rolls that reach such a side, 1 or 2 (with {@code ro})
 * @param exploding the probability that the final face explodes
 * @param imploding the probability that the final face of a first die implodes
 * @param links the most further dice of one die
 * @param unique whether dice that show the same face are rerolled
 */
record DieRisk(
    int sides,
    int staying,
    int different,
    int most,
    int settles,
    double exploding,
    double imploding,
    int links,
    boolean unique) {

  static boolean moreThanOneRoll(DieModifiers die) {
    return DiceRules.rollsAgain(die);
  }

  static DieRisk of(Faces faces, DieModifiers die, CostBudget budget) {
    DieFaces dieFaces = DieFaces.of(faces, die, budget);
    double total = Math.max(1, (double) dieFaces.total());
    return new DieRisk(
        faces.sideCount(),
        (int) dieFaces.sides(),
        dieFaces.count(),
        Arrays.stream(dieFaces.faces()).map(faces::sidesOf).max().orElse(1),
        die.rerollOnce().present() ? 2 : 1,
        dieFaces.exploding() / total,
        dieFaces.imploding() / total,
        die.explosion().links(),
        die.unique());
  }

  /** Returns the logarithm of E(e^(tX)) for that many dice; infinite if the series diverges. */
  double log(double tilt, int count) {
    if (endless() || staying == 0 || (unique && count > different)) {
      // Such dice are refused before any is rolled; the exact odds count that as a failure.
      return 0;
    }
    if (!unique) {
      double settling = settles * logSettling(tilt, staying);
      if (imploding == 0 && links == Explosion.UNLIMITED) {
        double continuing = exploding * Math.exp(settling);
        return continuing < 1
            ? count * (Math.log1p(-exploding) + settling - Math.log1p(-continuing))
            : Double.POSITIVE_INFINITY;
      }
      double once = Math.exp(settling);
      double further = links == Explosion.UNLIMITED ? links : links - 1;
      // Instead of ending at a face that implodes, the chain goes on with that of another die.
      double subtracted = imploding == 0 ? 0 : imploding * once * (chain(once, further) - 1);
      double all = chain(once, links) + subtracted;
      return Double.isNaN(all) ? Double.POSITIVE_INFINITY : count * Math.log(all);
    }
    double sum = 0;
    for (int shown = 0; shown < count; shown++) {
      int free = Math.max(different - shown, staying - most * shown);
      sum += settles * logSettling(tilt, free);
    }
    return sum;
  }

  /** Returns an upper bound of the probability that one chain exceeds the limit. */
  double chain() {
    return endless() || links != Explosion.UNLIMITED
        ? 0
        : Math.pow(exploding, DiceLimits.MAX_CHAIN - 1);
  }

  /**
   * Returns E(e^(tX)) for a die and what it adds; infinite if that is too large.
   *
   * @param once the same for a die that adds nothing
   * @param further the most dice that it adds
   */
  private double chain(double once, double further) {
    double continuing = exploding * once;
    if (further == Explosion.UNLIMITED) {
      return continuing < 1 ? (1 - exploding) * once / (1 - continuing) : Double.POSITIVE_INFINITY;
    }
    double longest = Math.pow(continuing, further);
    double shorter = continuing == 1 ? further : (longest - 1) / (continuing - 1);
    return once * ((1 - exploding) * shorter + longest);
  }

  /** Returns whether the chain of a die would never end, so that such dice are refused. */
  private boolean endless() {
    return exploding == 1 && links == Explosion.UNLIMITED;
  }

  private double logSettling(double tilt, int free) {
    double share = (double) free / sides;
    double rerolling = (1 - share) * Math.exp(tilt);
    return rerolling < 1
        ? Math.log(share) + tilt - Math.log1p(-rerolling)
        : Double.POSITIVE_INFINITY;
  }
}
