package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Step;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Sort;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The odds of groups. Confined to one thread. */
final class GroupOdds {

  private final ExactOdds odds;
  private final Work work;

  GroupOdds(ExactOdds odds, Work work) {
    this.odds = odds;
    this.work = work;
  }

  Distribution of(Group group) {
    return group.pools() ? pool(pools(group.members().get(0)), group.pool()) : compete(group);
  }

  /** Returns the pools that make up the single member of a group. */
  static List<Dice> pools(Expression member) {
    List<Dice> pools = new ArrayList<>();
    if (member instanceof Arithmetic sum) {
      pools.addAll(pools(sum.first()));
      for (Step step : sum.steps()) {
        pools.addAll(pools(step.operand()));
      }
    } else if (member instanceof Labelled labelled) {
      pools.addAll(pools(labelled.labelled()));
    } else if (member instanceof Dice dice) {
      pools.add(dice);
    } else {
      throw new IllegalArgumentException("no pool of dice: " + member);
    }
    return pools;
  }

  /** Returns the odds of dice on which the group's modifiers work. */
  private Distribution pool(List<Dice> pools, PoolModifiers modifiers) {
    if (modifiers.selections().isEmpty()) {
      List<Distribution> terms = new ArrayList<>();
      for (Dice dice : pools) {
        terms.add(odds.of(counted(dice, modifiers)));
      }
      return ArithmeticOdds.sum(terms, work);
    }
    if (pools.size() == 1 && pools.get(0).pool().selections().isEmpty()) {
      Dice dice = pools.get(0);
      return odds.of(new Dice(dice.count(), dice.faces(), dice.die(), modifiers, dice.span()));
    }
    Scenarios all = new Scenarios(List.of(Scenarios.NO_DICE), BigInteger.ONE);
    for (Dice dice : pools) {
      int count = (int) ((Constant) dice.count()).value();
      if (!dice.pool().selections().isEmpty()) {
        throw new TooMuchWorkException("a choice of a choice");
      }
      if (count > 0) {
        PoolOdds pool = new PoolOdds(count, dice.faces(), dice.die(), modifiers.count(), work);
        all = all.and(pool.scenarios(), work);
      }
    }
    return PoolOdds.kept(all, modifiers, work);
  }

  private static Dice counted(Dice dice, PoolModifiers modifiers) {
    PoolModifiers pool =
        new PoolModifiers(dice.pool().selections(), modifiers.count(), Sort.AS_ROLLED);
    return new Dice(dice.count(), dice.faces(), dice.die(), pool, dice.span());
  }

  private Distribution compete(Group group) {
    List<Distribution> members = new ArrayList<>();
    Map<Expression, Distribution> known = new LinkedHashMap<>();
    double largest = 0;
    boolean whole = true;
    for (Expression member : group.members()) {
      Distribution odd = known.computeIfAbsent(member, odds::of);
      members.add(odd);
      largest += odd.magnitude();
      whole &= odd.whole() && odd.size() > 0;
    }
    Kept kept = Kept.of(group.pool(), members.size());
    if (members.size() == 1 && !group.pool().count().present() && kept.size() == 1) {
      return members.get(0);
    }
    if (kept.size() == 1 && (kept.from() == 0 || kept.to() == members.size())) {
      return extreme(kept.from() > 0, members, group.pool());
    }
    if (kept.size() == members.size()) {
      return all(members, group.pool());
    }
    if (!whole || largest > DiceLimits.MAX_NUMBER) {
      throw new TooMuchWorkException("members that are not whole");
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

  /** Adds up all members in their order, since they may not be whole. */
  private Distribution all(List<Distribution> members, PoolModifiers modifiers) {
    Distribution sum = Distribution.certain(0);
    for (Distribution member : members) {
      sum = Convolution.sum(sum, counted(member, modifiers), work);
    }
    return sum;
  }

  private Distribution counted(Distribution member, PoolModifiers modifiers) {
    work.charge((double) member.size() * Worth.cost(modifiers.count()));
    return Combination.map(member, value -> Worth.of(modifiers.count(), value), work);
  }

  /** Returns the odds of members as of so many dice, which may each be another kind. */
  private Distribution selected(List<Distribution> members, PoolModifiers modifiers) {
    Map<Distribution, Integer> alike = new LinkedHashMap<>();
    members.forEach(member -> alike.merge(member, 1, Integer::sum));
    List<DieClass> classes = new ArrayList<>();
    BigInteger total = BigInteger.ONE;
    BigInteger sound = BigInteger.ONE;
    for (Map.Entry<Distribution, Integer> kind : alike.entrySet()) {
      Distribution member = kind.getKey();
      int times = kind.getValue();
      work.charge((double) member.size() * Worth.cost(modifiers.count()));
      classes.add(member.asDice(times, modifiers.count()));
      total = total.multiply(Choices.power(member.total(), times, work));
      sound = sound.multiply(Choices.power(member.total().subtract(member.failed()), times, work));
    }
    Tally tally = new Tally(work);
    Kept kept = Kept.of(modifiers, members.size());
    Scenarios.Scenario only = new Scenarios.Scenario(BigInteger.ONE, classes);
    if (kept.size() == 0) {
      tally.add(0, only.ways(work));
    } else {
      new KeptSum(classes, kept, work).addTo(tally, BigInteger.ONE);
    }
    return tally.distribution(total.subtract(sound), total);
  }
}
