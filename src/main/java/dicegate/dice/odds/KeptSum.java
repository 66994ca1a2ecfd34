package dicegate.dice.odds;

import dicegate.dice.odds.Ladder.Rest;
import dicegate.dice.odds.Ladder.Rung;
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
  private final Kept kept;
  private final Ladder ladder;
  private final Lattice lattice;
  private final Packing packing;
  private final Work work;
  private final Pieces done;

  /**
   * Prepares the count.
   *
   * @param kept what stays of all dice, sorted upwards; one or more
   */
  KeptSum(List<DieClass> classes, Kept kept, Work work) {
    this.classes = List.copyOf(classes);
    this.work = work;
    int size = 0;
    this.radix = new int[classes.size()];
    double states = 1;
    BigInteger total = BigInteger.ONE;
    double values = 0;
    for (int c = 0; c < radix.length; c++) {
      DieClass dice = classes.get(c);
      radix[c] = (int) states;
      states *= dice.count() + 1.0;
      if (states > Work.BUDGET / Work.STEP) {
        throw new TooMuchWorkException("states");
      }
      size += dice.count();
      values += dice.values().length;
      total = total.multiply(dice.ways(work));
    }
    // Each value is one rung with what is left of all classes.
    work.chargeOutcomes(values, Long.SIZE);
    work.charge(values * Work.STEP * classes.size());
    boolean descending = size - kept.from() < kept.to();
    this.kept = descending ? kept.reversed(size) : kept;
    this.ladder = new Ladder(classes, descending);
    this.lattice = lattice(ladder);
    this.packing = Packing.upTo(total);
    this.done = new Pieces(packing, work);
  }

  /** Adds the sums to the tally, their weights times a factor. */
  void addTo(Tally tally, BigInteger factor) {
    Map<Integer, BigInteger> states = Map.of(0, BigInteger.ONE);
    for (Rung rung : ladder.rungs()) {
      Map<Integer, BigInteger> next = new HashMap<>();
      states.forEach((state, sums) -> fill(rung, state, sums, next));
      states = next;
    }
    BigInteger all = done.joined();
    double base = (double) lattice.base() * kept.size();
    work.charge(2.0 * Work.words(all.bitLength()));
    packing.unpack(
        all,
        (index, weight) ->
            tally.add(base + (double) lattice.step() * index, weight.multiply(factor)));
  }

  /** Puts any number of dice on a rung; the rest goes higher. */
  private void fill(Rung rung, int state, BigInteger sums, Map<Integer, BigInteger> next) {
    DieClass dice = classes.get(rung.dieClass());
    int left = left(state, rung.dieClass());
    int position = position(state);
    int missing = kept.to() - position;
    BigInteger rest = rung.rests().get(rung.dieClass()).weight();
    long worth = (long) lattice.index(rung.worth());
    BigInteger ways = BigInteger.ONE;
    BigInteger unfinished = BigInteger.ZERO;
    for (int here = 0; here <= left && here < missing && ways.signum() > 0; here++) {
      if (!rung.last() || here == left) {
        BigInteger placed = done.moved(product(sums, ways), worth * kept.among(position, here));
        next.merge(state + here * radix[rung.dieClass()], placed, BigInteger::add);
      }
      if (left >= missing && !dice.distinct()) {
        work.chargeProduct(Work.words(rest.bitLength()), Work.words(rest.bitLength() * here));
        unfinished = unfinished.multiply(rest).add(ways);
      }
      ways = waysOfOneMore(dice, rung, ways, left - here, here);
    }
    if (left >= missing) {
      BigInteger finishing = product(finish(rung, left, missing, unfinished), others(rung, state));
      done.add(worth * kept.among(position, missing), product(sums, finishing));
    }
  }

  /**
   * Returns in how many ways so many dice fall from here on, if at least those missing show this
   * rung's value: all ways but those with fewer, which are given in powers of what is left.
   */
  private BigInteger finish(Rung rung, int left, int missing, BigInteger unfinished) {
    Rest rest = rung.rests().get(rung.dieClass());
    if (classes.get(rung.dieClass()).distinct()) {
      return missing == 1 ? Choices.of(rest.values(), left - 1, work) : BigInteger.ZERO;
    }
    BigInteger all = Choices.power(rest.weight().add(rung.weight()), left, work);
    BigInteger above = Choices.power(rest.weight(), left - missing + 1, work);
    return all.subtract(product(unfinished, above));
  }

  private BigInteger waysOfOneMore(DieClass dice, Rung rung, BigInteger ways, int left, int here) {
    if (dice.distinct()) {
      return here == 0 ? BigInteger.ONE : BigInteger.ZERO;
    }
    work.charge(2.0 * Work.STEP + 25.0 * Work.words(ways.bitLength()));
    return ways.multiply(BigInteger.valueOf(left))
        .divide(BigInteger.valueOf(here + 1L))
        .multiply(rung.weight());
  }

  private BigInteger restWays(DieClass dice, Rest rest, int left) {
    if (dice.distinct()) {
      return Choices.of(rest.values(), left, work);
    }
    return Choices.power(rest.weight(), left, work);
  }

  private BigInteger others(Rung rung, int state) {
    BigInteger ways = BigInteger.ONE;
    for (int c = 0; c < classes.size(); c++) {
      if (c != rung.dieClass()) {
        ways = ways.multiply(restWays(classes.get(c), rung.rests().get(c), left(state, c)));
      }
    }
    return ways;
  }

  private BigInteger product(BigInteger sums, BigInteger ways) {
    work.chargeProduct(Work.words(ways.bitLength()), Work.words(sums.bitLength()));
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

  private static Lattice lattice(Ladder ladder) {
    List<Rung> rungs = ladder.rungs();
    double least = rungs.stream().mapToDouble(Rung::worth).min().orElse(0);
    long divisor = Lattice.divisor(0, rungs.size(), i -> (long) (rungs.get(i).worth() - least));
    return Lattice.of((long) least, divisor);
  }
}
