package dicegate.dice.eval;

import dicegate.dice.notation.Check;
import dicegate.dice.notation.Check.NamedRule;
import dicegate.dice.notation.Check.Steps;
import dicegate.dice.notation.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of a check, and the rules by which it is made. They are functions of numbers, so
 * that rolls and odds share them.
 *
 * @param margin how far the total is on the good side of the target; negative on the other side
 * @param steps the whole steps of {@link Steps}, negative for a failure; 0 by other rules
 * @param degree the degree by a rule that has degrees; null by other rules
 */
public record Verdict(boolean success, double margin, double steps, @Nullable Degree degree) {

  private static final int CRITICAL_MARGIN = 10;
  private static final int NATURAL_BEST = 20;
  private static final int NATURAL_WORST = 1;

  private static final int COC_BEST = 1;
  private static final int COC_WORST = 100;

  /** The lowest fumble against a target below {@link #COC_LOW_TARGET}. */
  private static final int COC_LOW_FUMBLE = 96;

  private static final int COC_LOW_TARGET = 50;

  /**
   * Judges a check.
   *
   * @param natural the face of the die that counts by itself, for {@link NamedRule#PF2}
   */
  static Verdict of(Check check, double total, double target, double natural) {
    double margin = margin(check.comparison(), total, target);
    return switch (check.rule()) {
      case Steps steps ->
          new Verdict(
              succeeds(check.comparison(), margin),
              margin,
              steps(check.comparison(), margin, steps.size()),
              null);
      case NamedRule named ->
          switch (named) {
            case PLAIN -> new Verdict(succeeds(check.comparison(), margin), margin, 0, null);
            case COC -> ofDegree(margin, Degree.of(NamedRule.COC, cocRank(total, target)));
            case PF2 -> ofDegree(margin, Degree.of(NamedRule.PF2, pf2Rank(margin, natural)));
          };
    };
  }

  private static Verdict ofDegree(double margin, Degree degree) {
    return new Verdict(degree.success(), margin, 0, degree);
  }

  /** Tells whether a check is passed by being low. */
  public static boolean isUnder(Comparison comparison) {
    return comparison == Comparison.LESS || comparison == Comparison.LESS_OR_EQUAL;
  }

  /** Returns the margin. */
  static double margin(Comparison comparison, double total, double target) {
    return (isUnder(comparison) ? target - total : total - target) + 0.0;
  }

  /** Tells whether a check with the margin succeeds, by a rule without degrees. */
  public static boolean succeeds(Comparison comparison, double margin) {
    return switch (comparison) {
      case EQUAL -> margin == 0;
      case NOT_EQUAL -> margin != 0;
      case LESS, GREATER -> margin > 0;
      case LESS_OR_EQUAL, GREATER_OR_EQUAL -> margin >= 0;
    };
  }

  /** Returns the whole steps of a margin, which are not above 0 for a failure. */
  public static double steps(Comparison comparison, double margin, long size) {
    double whole = Math.floor(Math.abs(margin) / size);
    return (succeeds(comparison, margin) ? whole : -whole) + 0.0;
  }

  /**
   * Returns the rank of a roll in Call of Cthulhu: 1 for a success, 2 and 3 up to a half and a
   * fifth of the target, 4 for 1; 0 for a failure, -1 for 100, and from 96 if the target is below
   * 50.
   */
  public static int cocRank(double total, double target) {
    if (total == COC_BEST) {
      return 4;
    }
    if (total >= (target < COC_LOW_TARGET ? COC_LOW_FUMBLE : COC_WORST)) {
      return -1;
    }
    if (total > target) {
      return 0;
    }
    return total <= Math.floor(target / 5) ? 3 : total <= Math.floor(target / 2) ? 2 : 1;
  }

  /**
   * Returns the rank of a roll in Pathfinder: 1 for a success, 2 from 10 above the target on, 0 for
   * a failure, -1 from 10 below it on; one more for a natural 20, one less for a natural 1.
   */
  public static int pf2Rank(double margin, double natural) {
    int rank = margin >= CRITICAL_MARGIN ? 2 : margin >= 0 ? 1 : margin > -CRITICAL_MARGIN ? 0 : -1;
    if (natural == NATURAL_BEST) {
      return Math.min(2, rank + 1);
    }
    return natural == NATURAL_WORST ? Math.max(-1, rank - 1) : rank;
  }
}
