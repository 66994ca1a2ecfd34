package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers.Explosion;
import dicegate.dice.odds.Scenarios.Scenario;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/*
 * Each die of the pool begins a chain. A chain is known, up to the order of its dice, by how many of
 * them are of each kind: first or further, exploding or not, added or subtracted. With a variable
 * for each kind, the chains of one die are a polynomial; its power for all dice of the pool has a
 * term for each scenario, whose coefficient is the number of orders.
 */

/**
 * The scenarios of a pool of dice whose chains are limited, or that implode. Confined to one
 * thread, used once.
 */
final class ChainScenarios {

  private static final Map<Kind, Integer> NO_DICE = Map.of();

  private final int count;
  private final DieFaces faces;
  private final Explosion explosion;
  private final DiceOf diceOf;
  private final CostBudget budget;
  private final Map<Kind, DieClass> classes = new EnumMap<>(Kind.class);

  /** Makes the class of the dice that show a face with one of the chosen indices. */
  interface DiceOf {
    DieClass faces(IntPredicate chosen, int penetration, boolean subtracted);
  }

  /** The kinds of dice of a chain. Without penetration, further dice are like the first ones. */
  private enum Kind {
    /** Explodes. */
    FIRST_EXPLODING,
    /** Implodes. */
    FIRST_IMPLODING,
    /** Ends the chain that it begins. */
    ALONE,
    /** Added, and explodes, or could if the chain were not at its limit. */
    ADDED_EXPLODING,
    /** Added, and ends the chain. */
    ADDED_ENDING,
    /** Subtracted, the first one, and explodes or could. */
    IMPLODED_EXPLODING,
    /** Subtracted, the first one, and ends the chain. */
    IMPLODED_ENDING,
    /** Subtracted, and explodes or could. */
    SUBTRACTED_EXPLODING,
    /** Subtracted, and ends the chain. */
    SUBTRACTED_ENDING
  }

  /**
   * Prepares the computation.
   *
   * @param count the number of dice before explosions, 1 or more
   */
  ChainScenarios(int count, DieFaces faces, Explosion explosion, DiceOf diceOf, CostBudget budget) {
    this.count = count;
    this.faces = faces;
    this.explosion = explosion;
    this.diceOf = diceOf;
    this.budget = budget;
  }

  /**
   * Returns the scenarios; chains that are longer are cut, unless no die may have so many.
   *
   * @param links the largest number of further dice of one die that is followed
   */
  Scenarios upTo(int links) {
    List<Map<Kind, Integer>> chains = chains(links);
    Map<Map<Kind, Integer>, BigInteger> pool = Map.of(NO_DICE, BigInteger.ONE);
    for (int die = 0; die < count; die++) {
      pool = times(pool, chains);
    }
    BigInteger sides = BigInteger.valueOf(faces.total());
    int most = count * (links + 1);
    List<Scenario> scenarios = new ArrayList<>();
    for (Map.Entry<Map<Kind, Integer>, BigInteger> term : pool.entrySet()) {
      int size = term.getKey().values().stream().mapToInt(Integer::intValue).sum();
      // Scenarios with fewer dice get the common denominator.
      BigInteger unused = Binomials.power(sides, most - size, budget);
      scenarios.add(new Scenario(term.getValue().multiply(unused), dice(term.getKey())));
    }
    return new Scenarios(scenarios, Binomials.power(sides, most, budget));
  }

  /** Returns the numbers of dice of each kind in each chain that one die may begin. */
  private List<Map<Kind, Integer>> chains(int links) {
    budget.charge((2.0 * links + 1) * CostBudget.STEP * Kind.values().length);
    List<Map<Kind, Integer>> chains = new ArrayList<>();
    chains.add(with(NO_DICE, Kind.ALONE, 1));
    for (int further = 1; further <= links; further++) {
      boolean full = further == explosion.links();
      Map<Kind, Integer> added = with(NO_DICE, Kind.FIRST_EXPLODING, 1);
      added = with(added, Kind.ADDED_EXPLODING, further - 1);
      chains.add(with(added, Kind.ADDED_ENDING, 1));
      if (full) {
        chains.add(with(added, Kind.ADDED_EXPLODING, 1));
      }
      Map<Kind, Integer> imploding = with(NO_DICE, Kind.FIRST_IMPLODING, 1);
      if (further == 1) {
        chains.add(with(imploding, Kind.IMPLODED_ENDING, 1));
      }
      Map<Kind, Integer> subtracted = with(imploding, Kind.IMPLODED_EXPLODING, 1);
      subtracted = with(subtracted, Kind.SUBTRACTED_EXPLODING, further - 2);
      if (further > 1) {
        chains.add(with(subtracted, Kind.SUBTRACTED_ENDING, 1));
      }
      if (full) {
        chains.add(further == 1 ? subtracted : with(subtracted, Kind.SUBTRACTED_EXPLODING, 1));
      }
    }
    return chains.stream().filter(this::isPossible).toList();
  }

  private boolean isPossible(Map<Kind, Integer> chain) {
    return chain.keySet().stream().allMatch(kind -> classOf(kind).values().length > 0);
  }

  private Map<Kind, Integer> with(Map<Kind, Integer> numbers, Kind kind, int more) {
    return more <= 0 ? numbers : sum(numbers, Map.of(alike(kind), more));
  }

  /** Returns the kind whose class has the same dice. */
  private Kind alike(Kind kind) {
    if (explosion.penetrating()) {
      return kind;
    }
    return switch (kind) {
      case ADDED_EXPLODING -> Kind.FIRST_EXPLODING;
      case SUBTRACTED_EXPLODING -> Kind.IMPLODED_EXPLODING;
      case SUBTRACTED_ENDING -> Kind.IMPLODED_ENDING;
      case FIRST_EXPLODING,
          FIRST_IMPLODING,
          ALONE,
          ADDED_ENDING,
          IMPLODED_EXPLODING,
          IMPLODED_ENDING ->
          kind;
    };
  }

  private DieClass classOf(Kind kind) {
    return classes.computeIfAbsent(kind, this::newClass);
  }

  private DieClass newClass(Kind kind) {
    boolean[] explodes = faces.explodes();
    boolean[] implodes = faces.implodes();
    int penetration = explosion.penetrating() ? 1 : 0;
    return switch (kind) {
      case FIRST_EXPLODING -> diceOf.faces(i -> explodes[i], 0, false);
      case FIRST_IMPLODING -> diceOf.faces(i -> implodes[i], 0, false);
      case ALONE -> diceOf.faces(i -> !explodes[i] && !implodes[i], 0, false);
      case ADDED_EXPLODING -> diceOf.faces(i -> explodes[i], penetration, false);
      case ADDED_ENDING -> diceOf.faces(i -> !explodes[i], penetration, false);
      case IMPLODED_EXPLODING -> diceOf.faces(i -> explodes[i], 0, true);
      case IMPLODED_ENDING -> diceOf.faces(i -> !explodes[i], 0, true);
      case SUBTRACTED_EXPLODING -> diceOf.faces(i -> explodes[i], penetration, true);
      case SUBTRACTED_ENDING -> diceOf.faces(i -> !explodes[i], penetration, true);
    };
  }

  private List<DieClass> dice(Map<Kind, Integer> numbers) {
    List<DieClass> dice = new ArrayList<>();
    numbers.forEach((kind, number) -> dice.add(classOf(kind).times(number)));
    return dice;
  }

  private Map<Map<Kind, Integer>, BigInteger> times(
      Map<Map<Kind, Integer>, BigInteger> pool, List<Map<Kind, Integer>> chains) {
    budget.charge((double) pool.size() * chains.size() * CostBudget.STEP * Kind.values().length);
    Map<Map<Kind, Integer>, BigInteger> product = new HashMap<>();
    pool.forEach(
        (numbers, orders) ->
            chains.forEach(chain -> product.merge(sum(numbers, chain), orders, BigInteger::add)));
    return product;
  }

  private static Map<Kind, Integer> sum(Map<Kind, Integer> left, Map<Kind, Integer> right) {
    Map<Kind, Integer> sum = new EnumMap<>(Kind.class);
    sum.putAll(left);
    right.forEach((kind, number) -> sum.merge(kind, number, Integer::sum));
    return sum;
  }
}
