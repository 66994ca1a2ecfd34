package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.PoolModifiers;

/**
 * The intervals of a pool of dice.
 *
 * @param total the interval of the sum of the kept dice
 * @param score the interval of the score of one die
 * @param keptDice the interval of the number of kept dice
 */
record PoolInterval(Interval total, Interval score, Interval keptDice) {

  private static final PoolInterval EMPTY =
      new PoolInterval(Interval.EMPTY, Interval.EMPTY, Interval.EMPTY);

  /**
   * Returns the intervals.
   *
   * @param counts the interval of the number of dice
   */
  static PoolInterval of(
      Interval counts, DieInterval die, DieModifiers modifiers, PoolModifiers pool) {
    if (counts.isEmpty() || die.ending().isEmpty()) {
      return EMPTY;
    }
    if (modifiers.explosion().compounding()) {
      Interval score = compounded(die, new DieScore(modifiers.clamp(), pool.count()));
      return new PoolInterval(kept(counts, score, pool), score, keptDice(counts, pool));
    }
    if (die.exploding().isEmpty()) {
      Interval score = die.ending();
      return new PoolInterval(kept(counts, score, pool), score, keptDice(counts, pool));
    }
    Interval first = die.ending().hull(die.exploding());
    Interval added = die.addedEnding().hull(die.addedExploding());
    Interval score = modifiers.explosion().penetrating() ? first.hull(added) : first;
    double maxDice = counts.max() + maxAdded(counts.max());
    Interval dice = Interval.of(counts.min(), Math.min(DiceLimits.MAX_DICE, maxDice), true);
    Interval total = kept(dice, score, pool);
    if (pool.selections().isEmpty()) {
      total =
          modifiers.explosion().penetrating()
              ? exploded(counts, first, added)
              : exploded(counts, die.ending(), die.exploding());
    }
    return new PoolInterval(total, score, keptDice(dice, pool));
  }

  /** Returns the interval of the sum of the kept dice. */
  static Interval kept(Interval dice, Interval score, PoolModifiers pool) {
    Interval sum = Interval.EMPTY;
    // Without selections the sum is monotone in the number of dice; with them it need not be.
    double step = pool.selections().isEmpty() ? Math.max(1, dice.max() - dice.min()) : 1;
    for (double size = dice.min(); size <= dice.max(); size += step) {
      int kept = KeptRange.of(pool, (int) size).size();
      sum = sum.including(kept * score.min()).including(kept * score.max());
    }
    return Interval.of(sum.min(), sum.max(), true);
  }

  private static Interval keptDice(Interval dice, PoolModifiers pool) {
    return kept(dice, Interval.of(1, 1, true), pool);
  }

  /** Returns the interval of the sum of the dice and of those that they add. */
  private static Interval exploded(Interval counts, Interval first, Interval added) {
    Interval sum = Interval.EMPTY;
    // Up to this number of dice, every chain can have its full length.
    double full = Math.floor(DiceLimits.MAX_DICE / (DiceLimits.MAX_CHAIN + 1.0));
    for (double size : new double[] {counts.min(), full, full + 1, counts.max()}) {
      double dice = Math.max(counts.min(), Math.min(counts.max(), size));
      double addedDice = maxAdded(dice);
      sum =
          sum.including(dice * first.min())
              .including(dice * first.max())
              .including(dice * first.min() + addedDice * added.min())
              .including(dice * first.max() + addedDice * added.max());
    }
    return Interval.of(sum.min(), sum.max(), true);
  }

  /** Returns the largest number of dice that explosions can add. */
  private static double maxAdded(double dice) {
    return Math.min(dice * DiceLimits.MAX_CHAIN, DiceLimits.MAX_DICE - dice);
  }

  /** Returns the interval of the score of one compounded die. */
  private static Interval compounded(DieInterval die, DieScore score) {
    Interval sums = die.ending();
    if (!die.exploding().isEmpty()) {
      for (int addedDice : new int[] {0, DiceLimits.MAX_CHAIN - 1}) {
        Interval going = die.addedExploding();
        double ended = die.exploding().min() + die.addedEnding().min();
        sums = sums.including(ended + addedDice * going.min());
        double maxDice = die.exploding().max() + die.addedEnding().max();
        sums = sums.including(maxDice + addedDice * going.max());
      }
    }
    Interval values = sums.map(sum -> (double) score.clamp().apply((long) sum), true);
    return score.count().present() ? MemberIntervals.scores(values, score.count()) : values;
  }
}
