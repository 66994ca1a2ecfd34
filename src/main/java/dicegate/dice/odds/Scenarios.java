package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The mutually exclusive scenarios of a pool after explosions, by the dice that it then has.
 *
 * @param total the weight of all rolls: that of all scenarios, and that of the rolls that are cut
 */
record Scenarios(List<Scenario> all, BigInteger total) {

  /** A pool without dice. */
  static final Scenario NO_DICE = new Scenario(BigInteger.ONE, List.of());

  Scenarios {
    all = List.copyOf(all);
  }

  /**
   * One scenario.
   *
   * @param weight the factor for the number of ways to roll these dice
   */
  record Scenario(BigInteger weight, List<DieClass> classes) {

    Scenario {
      classes = List.copyOf(classes);
    }

    int size() {
      int size = 0;
      for (DieClass dice : classes) {
        size += dice.count();
      }
      return size;
    }

    /** Returns the weight of the scenario. */
    BigInteger ways(CostBudget budget) {
      BigInteger ways = weight;
      for (DieClass dice : classes) {
        ways = ways.multiply(dice.ways(budget));
      }
      return ways;
    }
  }

  static Scenarios single(DieClass dice, BigInteger total) {
    return new Scenarios(List.of(new Scenario(BigInteger.ONE, List.of(dice))), total);
  }

  /** Returns the scenarios of this pool and the other, as one pool. */
  Scenarios combinedWith(Scenarios other, CostBudget budget) {
    double classCount = all.get(0).classes().size() + other.all.get(0).classes().size();
    budget.charge(CostBudget.STEP * (classCount + 1) * all.size() * other.all.size());
    List<Scenario> both = new ArrayList<>();
    for (Scenario mine : all) {
      for (Scenario theirs : other.all) {
        List<DieClass> classes = new ArrayList<>(mine.classes());
        classes.addAll(theirs.classes());
        both.add(new Scenario(mine.weight().multiply(theirs.weight()), classes));
      }
    }
    return new Scenarios(both, total.multiply(other.total));
  }
}
