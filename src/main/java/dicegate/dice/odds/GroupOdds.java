package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.Expression.Step;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Matching;
import dicegate.dice.notation.PoolModifiers.Selection;
import dicegate.dice.notation.PoolModifiers.Sort;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The odds of groups. Confined to one thread. */
final class GroupOdds {

  private final ExactOdds odds;
  private final CostBudget budget;

  GroupOdds(ExactOdds odds, CostBudget budget) {
    this.odds = odds;
    this.budget = budget;
  }

  Distribution of(Group group) {
    return group.pools()
        ? pooledGroup(pools(group.members().get(0)), group.pool())
        : memberGroup(group);
  }

  /** Returns the pools of dice that are added up in the single member of a group. */
  static List<Dice> pools(Expression member) {
    return switch (member) {
      case Dice dice -> List.of(dice);
      case Labelled labelled -> pools(labelled.labelled());
      case Arithmetic sum -> {
        List<Dice> pools = new ArrayList<>(pools(sum.first()));
        for (Step step : sum.steps()) {
          pools.addAll(pools(step.operand()));
        }
        yield pools;
      }
      case Constant constant -> throw notAPool(constant);
      case Group group -> throw notAPool(group);
      case Call call -> throw notAPool(call);
      case Negation negation -> throw notAPool(negation);
      case Power power -> throw notAPool(power);
    };
  }

  private static IllegalArgumentException notAPool(Expression member) {
    return new IllegalArgumentException("not a pool of dice: " + member);
  }

  /** Returns the odds of pools to whose dice the group's modifiers apply. */
  private Distribution pooledGroup(List<Dice> pools, PoolModifiers modifiers) {
    if (modifiers.matching().replacesTotal()) {
      return matched(pools, modifiers);
    }
    if (modifiers.selections().isEmpty()) {
      List<Distribution> terms = new ArrayList<>();
      for (Dice dice : pools) {
        terms.add(odds.of(counted(dice, modifiers)));
      }
      return ArithmeticOdds.sum(terms, budget);
    }
    if (pools.size() == 1 && pools.get(0).pool().selections().isEmpty()) {
      Dice dice = pools.get(0);
      return odds.of(new Dice(dice.count(), dice.faces(), dice.die(), modifiers, dice.span()));
    }
    Scenarios all = new Scenarios(List.of(Scenarios.NO_DICE), BigInteger.ONE);
    for (Dice dice : pools) {
      int count = (int) ((Constant) dice.count()).value();
      if (!dice.pool().selections().isEmpty()) {
        throw new BudgetExceededException("nested selections");
      }
      if (count > 0) {
        PoolOdds pool = new PoolOdds(count, dice.faces(), dice.die(), modifiers.count(), budget);
        all = all.combinedWith(pool.scenarios(), budget);
      }
    }
    return PoolOdds.kept(all, modifiers, budget);
  }

  /** Returns the odds of the sets of one pool. */
  private Distribution matched(List<Dice> pools, PoolModifiers modifiers) {
    Dice dice = pools.get(0);
    List<Selection> own = dice.pool().selections();
    List<Selection> all = own.isEmpty() ? modifiers.selections() : own;
    if (pools.size() > 1 || (!own.isEmpty() && !modifiers.selections().isEmpty())) {
      throw new BudgetExceededException("sets of several pools");
    }
    PoolModifiers pool =
        new PoolModifiers(all, modifiers.count(), modifiers.matching(), Sort.AS_ROLLED);
    return odds.of(new Dice(dice.count(), dice.faces(), dice.die(), pool, dice.span()));
  }

  private static Dice counted(Dice dice, PoolModifiers modifiers) {
    PoolModifiers pool =
        new PoolModifiers(
            dice.pool().selections(), modifiers.count(), Matching.NONE, Sort.AS_ROLLED);
    return new Dice(dice.count(), dice.faces(), dice.die(), pool, dice.span());
  }

  private Distribution memberGroup(Group group) {
    List<Distribution> members = new ArrayList<>();
    Map<Expression, Distribution> known = new LinkedHashMap<>();
    double largest = 0;
    boolean whole = true;
    for (Expression member : group.members()) {
      Distribution distribution = known.computeIfAbsent(member, odds::of);
      members.add(distribution);
      largest += distribution.magnitude();
      whole &= distribution.whole() && distribution.size() > 0;
    }
    KeptRange kept = KeptRange.of(group.pool(), members.size());
    if (members.size() == 1 && !group.pool().count().present() && kept.size() == 1) {
      return members.get(0);
    }
    if (kept.size() == 1 && (kept.from() == 0 || kept.to() == members.size())) {
      return extreme(kept.from() > 0, members, group.pool());
    }
    if (kept.size() == members.size()) {
      return sum(members, group.pool());
    }
    if (!whole || largest > DiceLimits.MAX_NUMBER) {
      throw new BudgetExceededException("members that are not whole");
    }
    return selected(members, group.pool());
  }

  private Distribution extreme(
      boolean greatest, List<Distribution> members, PoolModifiers modifiers) {
    Distribution extreme = members.get(0);
    for (Distribution member : members.subList(1, members.size())) {
      extreme = odds.extreme(greatest, extreme, member);
    }
    return counted(extreme, modifiers);
  }

  /** Adds up all members from left to right, since fractions are rounded. */
  private Distribution sum(List<Distribution> members, PoolModifiers modifiers) {
    Distribution sum = Distribution.certain(0);
    for (Distribution member : members) {
      sum = Convolution.sum(sum, counted(member, modifiers), budget);
    }
    return sum;
  }

  private Distribution counted(Distribution member, PoolModifiers modifiers) {
    budget.charge((double) member.size() * DieScore.cost(modifiers.count()));
    return Combination.map(member, value -> DieScore.of(modifiers.count(), value), budget);
  }

  /** Returns the odds of the selected members, each treated as a die of its own distribution. */
  private Distribution selected(List<Distribution> members, PoolModifiers modifiers) {
    Map<Distribution, Integer> alike = new LinkedHashMap<>();
    members.forEach(member -> alike.merge(member, 1, Integer::sum));
    List<DieClass> classes = new ArrayList<>();
    BigInteger total = BigInteger.ONE;
    BigInteger succeeded = BigInteger.ONE;
    for (Map.Entry<Distribution, Integer> entry : alike.entrySet()) {
      Distribution member = entry.getKey();
      int times = entry.getValue();
      budget.charge((double) member.size() * DieScore.cost(modifiers.count()));
      classes.add(member.asDice(times, modifiers.count()));
      total = total.multiply(Binomials.power(member.total(), times, budget));
      succeeded =
          succeeded.multiply(
              Binomials.power(member.total().subtract(member.failed()), times, budget));
    }
    OutcomeWeights weights = new OutcomeWeights(budget);
    KeptRange kept = KeptRange.of(modifiers, members.size());
    Scenarios.Scenario only = new Scenarios.Scenario(BigInteger.ONE, classes);
    if (kept.size() == 0) {
      weights.add(0, only.ways(budget));
    } else {
      new KeptSum(classes, kept, budget).addTo(weights, BigInteger.ONE);
    }
    return weights.distribution(total.subtract(succeeded), total);
  }
}
