package dicegate.dice.odds;

import dicegate.dice.notation.PoolModifiers.Matching;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/*
 * The positions of the sorted pool are filled from the lowest, value by value. With f positions
 * filled, j of the other dice show a value of weight w in C(n - f, j) w^j ways, and as many of them
 * are kept as kept positions are among the next j. That number is the width of the value's set.
 *
 *   number of sets   the state is the number of filled positions and that of sets so far
 *   width            the ways in which all sets have a width of at most w, less those with w - 1
 *   height           the set of v has the width w, those below it at most w, those above it w - 1
 */

/**
 * The odds of the sets of equal dice among the kept ones of a pool of independent equal dice.
 * Confined to one thread, used once.
 */
final class MatchingOdds {

  private final int size;
  private final KeptRange kept;
  private final double[] values;
  private final BigInteger[] weights;
  private final CostBudget budget;

  /** The binomial coefficients, by the number of dice and that of the chosen ones. */
  private final BigInteger[][] choices;

  private final Map<BigInteger, BigInteger[]> powers = new HashMap<>();

  /** The length of the number of all rolls, in words. */
  private final int words;

  /**
   * Prepares the computation.
   *
   * @param dice independent dice, one or more
   * @param kept the kept positions of all dice, sorted ascending
   */
  MatchingOdds(DieClass dice, KeptRange kept, CostBudget budget) {
    this.size = dice.count();
    this.kept = kept;
    this.budget = budget;
    budget.charge((double) CostBudget.STEP * dice.values().length);
    TreeMap<Double, BigInteger> merged = new TreeMap<>();
    for (int i = 0; i < dice.values().length; i++) {
      merged.merge(dice.values()[i] + 0.0, dice.weights()[i], BigInteger::add);
    }
    this.values = merged.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    this.weights = merged.values().toArray(BigInteger[]::new);
    this.words = CostBudget.words(dice.ways(budget).bitLength());
    this.choices = choices();
  }

  /**
   * Returns the odds.
   *
   * @param total the number of all rolls, with those that are cut
   */
  Distribution of(Matching matching, BigInteger total) {
    OutcomeWeights odds = new OutcomeWeights(budget);
    switch (matching.result()) {
      case COUNT -> addCounts(matching.least(), odds);
      case WIDTH -> addWidths(odds);
      case HEIGHT -> addHeights(odds);
      case SUM -> throw new IllegalArgumentException("no number of sets: " + matching);
    }
    return odds.distribution(BigInteger.ZERO, total);
  }

  private void addCounts(int least, OutcomeWeights odds) {
    int most = Math.min(values.length, kept.size() / least);
    budget.chargeOutcomes((most + 1.0) * (size + 1.0), 1);
    BigInteger[][] ways = new BigInteger[most + 1][];
    for (int sets = 0; sets <= most; sets++) {
      ways[sets] = zeros();
    }
    ways[0][0] = BigInteger.ONE;
    for (BigInteger weight : weights) {
      BigInteger[][] next = new BigInteger[most + 1][];
      for (int sets = 0; sets <= most; sets++) {
        next[sets] = zeros();
        addShown(ways[sets], weight, 0, least - 1, next[sets]);
        if (sets > 0) {
          addShown(ways[sets - 1], weight, least, size, next[sets]);
        }
      }
      ways = next;
    }
    for (int sets = 0; sets <= most; sets++) {
      add(sets, ways[sets][size], odds);
    }
  }

  private void addWidths(OutcomeWeights odds) {
    BigInteger narrower = BigInteger.ZERO;
    for (int width = 0; width <= kept.size(); width++) {
      BigInteger[] ways = zeros();
      ways[0] = BigInteger.ONE;
      for (BigInteger weight : weights) {
        BigInteger[] next = zeros();
        addShown(ways, weight, 0, width, next);
        ways = next;
      }
      add(width, ways[size].subtract(narrower), odds);
      narrower = ways[size];
    }
  }

  private void addHeights(OutcomeWeights odds) {
    if (kept.size() == 0) {
      addWidths(odds);
      return;
    }
    for (int width = 1; width <= kept.size(); width++) {
      BigInteger[][] above = waysAbove(width - 1);
      BigInteger[] below = zeros();
      below[0] = BigInteger.ONE;
      for (int value = 0; value < values.length; value++) {
        BigInteger[] highest = zeros();
        addShown(below, weights[value], width, width, highest);
        BigInteger ways = BigInteger.ZERO;
        for (int filled = 0; filled <= size; filled++) {
          if (highest[filled].signum() > 0 && above[value + 1][filled].signum() > 0) {
            budget.chargeProduct(words, words);
            ways = ways.add(highest[filled].multiply(above[value + 1][filled]));
          }
        }
        add(values[value], ways, odds);
        BigInteger[] next = zeros();
        addShown(below, weights[value], 0, width, next);
        below = next;
      }
    }
  }

  /**
   * Returns the number of ways in which the other dice show values from an index on, in sets of at
   * most a width, by the index and the number of filled positions.
   */
  private BigInteger[][] waysAbove(int width) {
    budget.chargeOutcomes((values.length + 1.0) * (size + 1.0), 1);
    BigInteger[][] ways = new BigInteger[values.length + 1][];
    ways[values.length] = zeros();
    ways[values.length][size] = BigInteger.ONE;
    for (int value = values.length - 1; value >= 0; value--) {
      ways[value] = zeros();
      for (int filled = 0; filled <= size; filled++) {
        for (int more = 0; filled + more <= size; more++) {
          if (kept.among(filled, more) > width) {
            break;
          }
          BigInteger after = ways[value + 1][filled + more];
          if (after.signum() > 0) {
            ways[value][filled] =
                ways[value][filled].add(product(after, weights[value], filled, more));
          }
        }
      }
    }
    return ways;
  }

  /** Adds the ways in which between {@code least} and {@code most} kept dice show a value. */
  private void addShown(
      BigInteger[] ways, BigInteger weight, int least, int most, BigInteger[] next) {
    for (int filled = 0; filled <= size; filled++) {
      if (ways[filled].signum() == 0) {
        continue;
      }
      for (int more = 0; filled + more <= size; more++) {
        int width = kept.among(filled, more);
        if (width > most) {
          break;
        }
        if (width >= least) {
          next[filled + more] =
              next[filled + more].add(product(ways[filled], weight, filled, more));
        }
      }
    }
  }

  /** Returns the ways, times those in which more dice show the value. */
  private BigInteger product(BigInteger ways, BigInteger weight, int filled, int more) {
    budget.charge(2 * CostBudget.productCost(words, words));
    BigInteger[] known = powers.computeIfAbsent(weight, this::powers);
    return ways.multiply(choices[size - filled][more]).multiply(known[more]);
  }

  private BigInteger[] powers(BigInteger weight) {
    BigInteger[] all = new BigInteger[size + 1];
    all[0] = BigInteger.ONE;
    for (int i = 1; i <= size; i++) {
      budget.chargeProduct(words, CostBudget.words(weight.bitLength()));
      all[i] = all[i - 1].multiply(weight);
    }
    return all;
  }

  private BigInteger[][] choices() {
    budget.charge((size + 1.0) * (size + 2.0) / 2 * (CostBudget.STEP + size / 64.0));
    BigInteger[][] all = new BigInteger[size + 1][];
    for (int from = 0; from <= size; from++) {
      all[from] = new BigInteger[from + 1];
      for (int chosen = 0; chosen <= from; chosen++) {
        boolean edge = chosen == 0 || chosen == from;
        all[from][chosen] =
            edge ? BigInteger.ONE : all[from - 1][chosen - 1].add(all[from - 1][chosen]);
      }
    }
    return all;
  }

  private BigInteger[] zeros() {
    budget.charge(size + 1.0);
    BigInteger[] zeros = new BigInteger[size + 1];
    Arrays.fill(zeros, BigInteger.ZERO);
    return zeros;
  }

  private static void add(double outcome, BigInteger ways, OutcomeWeights odds) {
    if (ways.signum() > 0) {
      odds.add(outcome, ways);
    }
  }
}
