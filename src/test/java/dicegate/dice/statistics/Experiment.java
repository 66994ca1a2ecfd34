package dicegate.dice.statistics;

import dicegate.dice.DieSource;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.odds.Distribution;
import dicegate.dice.odds.TestExpressions;

/** Rolls one text many times, and tests the counts of totals against its odds. Stateless. */
final class Experiment {

  /** The largest number of rolls with a chain that the odds cut; a second one is too unlikely. */
  private static final long MAX_CUT_ROLLS = 1;

  private Experiment() {}

  /** Returns the p-value of the counted totals; 0 if an impossible total was rolled. */
  static double pValue(String text, Distribution odds, DieSource source, long rolls) {
    RollRequest request = TestExpressions.parse(text);
    Roller roller = new Roller(source);
    long[] counted = new long[odds.size()];
    long refused = 0;
    long impossible = 0;
    for (long i = 0; i < rolls; i++) {
      if (roller.roll(request) instanceof RollResult.Rolled rolled) {
        double total = rolled.rolls().get(0).total();
        int index = nearest(odds, total);
        if (odds.outcome(index) == total) {
          counted[index]++;
        } else {
          impossible++;
        }
      } else {
        refused++;
      }
    }
    if (impossible > (odds.cut().signum() == 0 ? 0 : MAX_CUT_ROLLS)) {
      return 0;
    }
    ChiSquare test = new ChiSquare();
    for (int i = 0; i < odds.size(); i++) {
      test.add((double) counted[i], odds.probability(i) * (double) rolls);
    }
    test.add((double) refused, odds.failureProbability() * (double) rolls);
    return test.pValue();
  }

  private static int nearest(Distribution odds, double total) {
    int low = 0;
    int high = odds.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (odds.outcome(middle) < total) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
