package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.DieModifiers.Clamp;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Matching;

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
  static PoolInterval of(Interval counts, DieInterval die, ModifierRange range) {
    DieModifiers modifiers = range.certain();
    if (counts.isEmpty() || die.addedEnding().isEmpty()) {
      return EMPTY;
    }
    if (modifiers.explosion().compounding()) {
      Interval score =
          compounded(die, chain(die, modifiers), range.least(), modifiers.clamp())
              .hull(compounded(die, chain(die, modifiers), range.most(), modifiers.clamp()));
      return new PoolInterval(kept(counts, score, range), score, keptDice(counts, range));
    }
    if (die.exploding().isEmpty() && !die.implodes()) {
      Interval score = die.ending();
      return new PoolInterval(kept(counts, score, range), score, keptDice(counts, range));
    }
    Interval first = die.ending().hull(die.exploding());
    Interval added = die.addedEnding().hull(die.addedExploding());
    Interval further = die.implodes() ? added.hull(die.subtracted()) : added;
    Interval score = first.hull(further);
    double chain = chain(die, modifiers);
    double maxDice = counts.max() + maxAdded(counts.max(), chain);
    Interval dice = Interval.of(counts.min(), Math.min(DiceLimits.MAX_DICE, maxDice), true);
    Interval total = kept(dice, score, range);
    if (range.most().selections().isEmpty()) {
      total =
          modifiers.explosion().penetrating() || die.implodes()
              ? exploded(counts, chain, first, further)
              : exploded(counts, chain, die.addedEnding(), die.exploding());
    }
    return new PoolInterval(total, score, keptDice(dice, range));
  }

  /** Returns the intervals of these dice after a further selection. */
  PoolInterval selected(ModifierRange range) {
    return range.most().selections().isEmpty()
        ? this
        : new PoolInterval(kept(keptDice, score, range), score, keptDice(keptDice, range));
  }

  /** Returns the interval of the total of the pool, which may be a number of its sets. */
  Interval result(Matching matching) {
    if (total.isEmpty() || !matching.replacesTotal()) {
      return total;
    }
    double values = score.max() - score.min() + 1;
    return switch (matching.result()) {
      case SUM -> total;
      case COUNT -> {
        boolean always = keptDice.min() > values * (matching.least() - 1);
        double most = Math.min(values, Math.floor(keptDice.max() / matching.least()));
        yield Interval.of(always ? 1 : 0, most, true);
      }
      case WIDTH -> Interval.of(Math.ceil(keptDice.min() / values), keptDice.max(), true);
      case HEIGHT -> {
        Interval heights = keptDice.max() > 0 ? score : Interval.EMPTY;
        yield keptDice.min() > 0 ? heights : heights.including(0);
      }
    };
  }

  /** Returns the interval of the sum of the kept dice. */
  static Interval kept(Interval dice, Interval score, ModifierRange range) {
    Interval sum = Interval.EMPTY;
    // Without selections the sum is monotone in the number of dice; with them it need not be.
    double step = range.most().selections().isEmpty() ? Math.max(1, dice.max() - dice.min()) : 1;
    for (double size = dice.min(); size <= dice.max(); size += step) {
      int fewest = KeptRange.of(range.least(), (int) size).size();
      int most = KeptRange.of(range.most(), (int) size).size();
      sum = sum.including(fewest * score.min()).including(fewest * score.max());
      sum = sum.including(most * score.min()).including(most * score.max());
    }
    return Interval.of(sum.min(), sum.max(), true);
  }

  private static Interval keptDice(Interval dice, ModifierRange range) {
    return kept(dice, Interval.of(1, 1, true), range);
  }

  /** Returns the interval of the sum of the dice and of those that they add. */
  private static Interval exploded(Interval counts, double chain, Interval first, Interval added) {
    Interval sum = Interval.EMPTY;
    // Up to this number of dice, every chain can have its full length.
    double full = Math.floor(DiceLimits.MAX_DICE / (chain + 1));
    for (double size : new double[] {counts.min(), full, full + 1, counts.max()}) {
      double dice = Math.max(counts.min(), Math.min(counts.max(), size));
      double addedDice = maxAdded(dice, chain);
      sum =
          sum.including(dice * first.min())
              .including(dice * first.max())
              .including(dice * first.min() + addedDice * added.min())
              .including(dice * first.max() + addedDice * added.max());
    }
    return Interval.of(sum.min(), sum.max(), true);
  }

  /** Returns the largest number of further dice in the chain of one die. */
  private static double chain(DieInterval die, DieModifiers modifiers) {
    return die.exploding().isEmpty()
        ? 1
        : Math.min(modifiers.explosion().links(), DiceLimits.MAX_CHAIN);
  }

  /** Returns the largest number of further dice of that many dice. */
  private static double maxAdded(double dice, double chain) {
    return Math.min(dice * chain, DiceLimits.MAX_DICE - dice);
  }

  /** Returns the interval of the score of one compounded die. */
  private static Interval compounded(
      DieInterval die, double chain, PoolModifiers pool, Clamp clamp) {
    Interval sums = die.ending();
    if (die.implodes()) {
      Interval first = die.ending();
      for (double further : new double[] {1, chain}) {
        sums = sums.including(first.min() + further * die.subtracted().min());
        sums = sums.including(first.max() + further * die.subtracted().max());
      }
    }
    if (!die.exploding().isEmpty()) {
      for (double addedDice : new double[] {0, chain - 1}) {
        Interval going = die.addedExploding();
        double ended = die.exploding().min() + die.addedEnding().min();
        sums = sums.including(ended + addedDice * going.min());
        double maxDice = die.exploding().max() + die.addedEnding().max();
        sums = sums.including(maxDice + addedDice * going.max());
      }
    }
    Interval values = sums.map(sum -> (double) clamp.apply((long) sum), true);
    return pool.count().present() ? MemberIntervals.scores(values, pool.count()) : values;
  }
}
