package dicegate.dice.odds;

import dicegate.dice.odds.ValueOrder.Remainder;
import dicegate.dice.odds.ValueOrder.Step;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * Dynamic programming over the order statistics of the pool: the positions of the sorted pool are
 * filled from one end, value by value. A state is the number of dice of each class that have a
 * position; its value is the generating polynomial of the sum of the kept ones, packed. At each
 * value, any number j of the r remaining dice of its class may show it, in C(r, j) ways, which leads
 * to the next state; the kept ones among the j positions, and so the sum that they add, are known.
 * As soon as all kept positions are filled, the remaining dice may show any of the remaining values,
 * which is one multiplication. The pool is filled from the end that is nearer to the last kept
 * position.
 */

/** The odds of the sum of the kept dice of a pool. Confined to one thread, used once. */
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
   * Prepares the computation.
   *
   * @param kept the kept positions of all dice, sorted ascending; one or more
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
    // Each value is one step, with the remainder of each class.
    budget.chargeOutcomes(values, Long.SIZE);
    budget.charge(values * CostBudget.STEP * classes.size());
    boolean descending = size - kept.from() < kept.to();
    this.kept = descending ? kept.reversed(size) : kept;
    this.order = new ValueOrder(classes, descending);
    this.lattice = lattice(order);
    this.packing = KroneckerPacking.upTo(total);
    this.finished = new PolynomialSum(packing, budget);
  }

  /** Adds the sums to the outcomes, with their weights multiplied by a factor. */
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

  /** Lets every possible number of dice show the step's value; the others show later values. */
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
   * Returns the number of ways to roll the remaining dice of the class such that at least {@code
   * missing} of them show the step's value: all ways less those with fewer. The latter are {@code
   * tooFew}, a polynomial in the weight of the later values, times a power of that weight.
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

  /** Returns the number of dice of a class without a position. */
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
