package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Count;
import dicegate.dice.odds.Scenarios.Scenario;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The odds of so many dice of known sides. Confined to one thread. */
final class PoolOdds {

  private final DieModifiers die;
  private final int count;
  private final DieFaces faces;
  private final Worth worth;
  private final Work work;

  /**
   * Looks at the faces.
   *
   * @param count how many dice, 1 or more
   * @param faces known, and so that every die comes to rest
   * @param success what is counted
   */
  PoolOdds(int count, Faces faces, DieModifiers die, Count success, Work work) {
    this.die = die;
    this.count = count;
    this.faces = DieFaces.of(faces, die, work);
    this.worth = new Worth(die.clamp(), success);
    this.work = work;
  }

  /** Returns the odds of the dice kept, added up. */
  Distribution total(PoolModifiers pool) {
    if (!pool.selections().isEmpty() || die.unique()) {
      return kept(scenarios(), pool, work);
    }
    if (faces.exploding() == 0) {
      return Convolution.power(single(), count, work);
    }
    if (die.explosion().compounding() || die.explosion().penetrating()) {
      return Convolution.power(chain(), count, work);
    }
    BigInteger sides = BigInteger.valueOf(faces.total());
    return new ExplodingSum(sides, count, Tail.added(count, chance()), work)
        .of(dice(false, 0), dice(true, 0));
  }

  /** Returns the odds of those dice of the scenarios that are kept, added up. */
  static Distribution kept(Scenarios scenarios, PoolModifiers pool, Work work) {
    Tally tally = new Tally(work);
    for (Scenario scenario : scenarios.all()) {
      Kept kept = Kept.of(pool, scenario.size());
      if (kept.size() == 0) {
        tally.add(0, scenario.ways(work));
      } else {
        new KeptSum(scenario.classes(), kept, work).addTo(tally, scenario.weight());
      }
    }
    return tally.distribution(BigInteger.ZERO, scenarios.total());
  }

  /** Returns the ways in which the pool may fill up. */
  Scenarios scenarios() {
    if (die.unique()) {
      return unique();
    }
    if (faces.exploding() == 0) {
      return Scenarios.single(all(), Choices.power(BigInteger.valueOf(faces.total()), count, work));
    }
    if (die.explosion().compounding()) {
      Distribution chain = compounded();
      return Scenarios.single(
          chain.asDice(count, worth.count()), Choices.power(chain.total(), count, work));
    }
    int added = Tail.added(count, chance());
    ExplodingDice exploding =
        new ExplodingDice(count, added, BigInteger.valueOf(faces.total()), work);
    return die.explosion().penetrating()
        ? exploding.penetrating(dice(true, 0), dice(false, 0), dice(true, 1), dice(false, 1))
        : exploding.alike(dice(true, 0), dice(false, 0));
  }

  /** Returns the class of faces that explode or do not, less what penetration takes. */
  DieClass dice(boolean exploding, int penetration) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < faces.count(); i++) {
      if (faces.explodes()[i] == exploding) {
        indices.add(i);
      }
    }
    work.charge((double) indices.size() * Worth.cost(worth.count()));
    double[] values = new double[indices.size()];
    double[] worths = new double[values.length];
    BigInteger[] weights = new BigInteger[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (double) worth.value(faces.faces()[indices.get(i)] - penetration);
      worths[i] = worth.of(values[i]);
      weights[i] = BigInteger.valueOf(faces.weights()[indices.get(i)]);
    }
    return new DieClass(count, values, worths, weights, false);
  }

  private DieClass all() {
    return dice(false, 0);
  }

  /** Returns dice that show a face each; any such faces are as likely as any others. */
  private Scenarios unique() {
    if (faces.exploding() > 0 || die.rerollOnce().present() || !faces.even()) {
      throw new TooMuchWorkException("unique dice that depend on their order");
    }
    DieClass all = all();
    BigInteger[] weights = new BigInteger[all.weights().length];
    Arrays.fill(weights, BigInteger.ONE);
    DieClass distinct = new DieClass(count, all.values(), all.worths(), weights, true);
    return Scenarios.single(distinct, Choices.of(weights.length, count, work));
  }

  private double chance() {
    return (double) faces.exploding() / faces.total();
  }

  /** Returns the worth of one die and all it brings. */
  private Distribution chain() {
    if (die.explosion().compounding()) {
      return Combination.map(compounded(), worth::of, work);
    }
    return new ChainOdds(faces, die.explosion(), this::worthOf, work)
        .upTo(Tail.links(count, chance()), sum -> sum);
  }

  /** Returns the values of one die into which all it brings is folded. */
  private Distribution compounded() {
    return new ChainOdds(faces, die.explosion(), shown -> shown, work)
        .upTo(Tail.links(count, chance()), worth::value);
  }

  private long worthOf(long shown) {
    return (long) worth.of((double) worth.value(shown));
  }

  private Distribution single() {
    Tally tally = new Tally(work);
    DieClass all = all();
    for (int i = 0; i < all.values().length; i++) {
      tally.add(all.worths()[i], all.weights()[i]);
    }
    return tally.distribution(BigInteger.ZERO, BigInteger.valueOf(faces.total()));
  }
}
