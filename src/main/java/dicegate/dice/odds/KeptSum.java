package dicegate.dice.odds;

import dicegate.dice.odds.ValueOrder.Remainder;
import dicegate.dice.odds.ValueOrder.Step;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * A sorted pool is filled from one end, value by value. What has been filled is told by how many
 * dice of each class have their place; for each such state the sums of the kept ones are a packed
 * polynomial. At a value, any number j of the r dice left of its class may show it, in C(r, j) ways,
 * and move the state on; which of the j places stay is known, and so is what they add. As soon as
 * all places that stay are filled, the dice left may show whatever is left to show, all at once. The
 * end to begin at is the one from which the last place that stays is nearer.
 */

/** The sum of those dice of a pool that are kept. Confined to one thread, used once. */
final class KeptSum {

  private final List<DieClass> classes;
  private final int[] radix;
  private final KeptRange kept;
  private final ValueOrder order;
  private final Lattice lattice;
  private final KroneckerPacking packing;
  private final CostBudget budget;
  private final PolynomialSum finished;

  /**
   * Prepares the count.
   *
   * @param kept what stays of all dice, sorted upwards; one or more
   */
  KeptSum(List<DieClass> classes, KeptRange kept, CostBudget budget) {
    this.classes = List.copyOf(classes);
    this.budget = budget;
    int size = 0;
    this.radix = new int[classes.size()];
    double states = 1;
    BigInteger total = BigInteger.ONE;
    double values = 0;
    for (int c = 0; c < radix.length; c++) {
      DieClass dice = classes.get(c);
      radix[c] = (int) states;
      states *= dice.count() + 1.0;
      if (states > CostBudget.BUDGET / CostBudget.STEP) {
        throw new BudgetExceededException("states");
      }
      size += dice.count();
      values += dice.values().length;
      total = total.multiply(dice.ways(budget));
    }
    // Each value is one rung with what is left of all classes.
    budget.chargeOutcomes(values, Long.SIZE);
    budget.charge(values * CostBudget.STEP * classes.size());
    boolean descending = size - kept.from() < kept.to();
    this.kept = descending ? kept.reversed(size) : kept;
    this.order = new ValueOrder(classes, descending);
    this.lattice = lattice(order);
    this.packing = KroneckerPacking.upTo(total);
    this.finished = new PolynomialSum(packing, budget);
  }

  /** Adds the sums to the tally, their weights times a factor. */
  void addTo(OutcomeWeights weights, BigInteger factor) {
    Map<Integer, BigInteger> states = Map.of(0, BigInteger.ONE);
    for (Step step : order.steps()) {
      Map<Integer, BigInteger> next = new HashMap<>();
      states.forEach((state, sums) -> fill(step, state, sums, next));
      states = next;
    }
    BigInteger all = finished.total();
    double base = (double) lattice.base() * kept.size();
    budget.charge(2.0 * CostBudget.words(all.bitLength()));
    packing.unpack(
        all,
        (index, weight) ->
            weights.add(base + (double) lattice.step() * index, weight.multiply(factor)));
  }

  /** Puts any number of dice on a rung; the rest goes higher. */
  private void fill(Step step, int state, BigInteger sums, Map<Integer, BigInteger> next) {
    DieClass dice = classes.get(step.dieClass());
    int left = left(state, step.dieClass());
    int position = position(state);
    int missing = kept.to() - position;
    BigInteger remainder = step.remainders().get(step.dieClass()).weight();
    long scoreIndex = (long) lattice.index(step.score());
    BigInteger ways = BigInteger.ONE;
    BigInteger tooFew = BigInteger.ZERO;
    for (int count = 0; count <= left && count < missing && ways.signum() > 0; count++) {
      if (!step.last() || count == left) {
        BigInteger placed =
            finished.shifted(product(sums, ways), scoreIndex * kept.among(position, count));
        next.merge(state + count * radix[step.dieClass()], placed, BigInteger::add);
      }
      if (left >= missing && !dice.distinct()) {
        budget.chargeProduct(
            CostBudget.words(remainder.bitLength()),
            CostBudget.words(remainder.bitLength() * count));
        tooFew = tooFew.multiply(remainder).add(ways);
      }
      ways = waysOfOneMore(dice, step, ways, left - count, count);
    }
    if (left >= missing) {
      BigInteger completions =
          product(completions(step, left, missing, tooFew), otherClasses(step, state));
      finished.add(scoreIndex * kept.among(position, missing), product(sums, completions));
    }
  }

  /**
   * Returns in how many ways so many dice fall from here on, if at least those missing show this
   * rung's value: all ways but those with fewer, which are given in powers of what is left.
   */
  private BigInteger completions(Step step, int left, int missing, BigInteger tooFew) {
    Remainder remainder = step.remainders().get(step.dieClass());
    if (classes.get(step.dieClass()).distinct()) {
      return missing == 1 ? Binomials.of(remainder.values(), left - 1, budget) : BigInteger.ZERO;
    }
    BigInteger all = Binomials.power(remainder.weight().add(step.weight()), left, budget);
    BigInteger above = Binomials.power(remainder.weight(), left - missing + 1, budget);
    return all.subtract(product(tooFew, above));
  }

  private BigInteger waysOfOneMore(DieClass dice, Step step, BigInteger ways, int left, int count) {
    if (dice.distinct()) {
      return count == 0 ? BigInteger.ONE : BigInteger.ZERO;
    }
    budget.charge(2.0 * CostBudget.STEP + 25.0 * CostBudget.words(ways.bitLength()));
    return ways.multiply(BigInteger.valueOf(left))
        .divide(BigInteger.valueOf(count + 1L))
        .multiply(step.weight());
  }

  private BigInteger remainderWays(DieClass dice, Remainder remainder, int left) {
    if (dice.distinct()) {
      return Binomials.of(remainder.values(), left, budget);
    }
    return Binomials.power(remainder.weight(), left, budget);
  }

  private BigInteger otherClasses(Step step, int state) {
    BigInteger ways = BigInteger.ONE;
    for (int c = 0; c < classes.size(); c++) {
      if (c != step.dieClass()) {
        ways =
            ways.multiply(remainderWays(classes.get(c), step.remainders().get(c), left(state, c)));
      }
    }
    return ways;
  }

  private BigInteger product(BigInteger sums, BigInteger ways) {
    budget.chargeProduct(CostBudget.words(ways.bitLength()), CostBudget.words(sums.bitLength()));
    return sums.multiply(ways);
  }

  /** Returns how many dice of a class have no place yet. */
  private int left(int state, int dieClass) {
    int placed = state / radix[dieClass] % (classes.get(dieClass).count() + 1);
    return classes.get(dieClass).count() - placed;
  }

  private int position(int state) {
    int position = 0;
    for (int c = 0; c < radix.length; c++) {
      position += classes.get(c).count() - left(state, c);
    }
    return position;
  }

  private static Lattice lattice(ValueOrder order) {
    List<Step> steps = order.steps();
    double least = steps.stream().mapToDouble(Step::score).min().orElse(0);
    long divisor = Lattice.divisor(0, steps.size(), i -> (long) (steps.get(i).score() - least));
    return Lattice.of((long) least, divisor);
  }
}
