package dicegate.dice.odds;

import dicegate.dice.DieSource;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.Roller;
import dicegate.dice.eval.Tally;
import dicegate.dice.notation.ComputedNumbers;
import dicegate.dice.notation.DieModifiers;
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
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.notation.Symbols;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The odds of the sum of each symbol. In an expression that has that symbol's factors in place of
 * its faces, and 0 in place of everything else, they are the odds of the total. That is exact
 * unless dice with different numbers are kept or dropped, for then the symbols of the kept dice
 * depend on the numbers: such symbols are sampled. Stateless.
 */
public final class TallyOdds {

  private TallyOdds() {}

  /**
   * Returns the odds of each symbol, in the order in which they are first written; empty if there
   * are none, or if no roll of a sample had a result.
   *
   * @param sampler the dice of a sample
   * @param expressions how many expressions share the time of one answer, 1 or more
   */
  public static Map<String, SymbolOdds> of(
      Expression expression, DieSource sampler, int expressions) {
    Set<String> symbols = Symbols.of(expression);
    if (symbols.isEmpty()) {
      return Map.of();
    }
    try {
      CostBudget budget = new CostBudget(CostBudget.BUDGET / expressions);
      if (LimitRisk.of(List.of(expression), budget) > TruncationRule.MAX_MASS) {
        return sample(expression, symbols, sampler, expressions);
      }
      Map<String, SymbolOdds> odds = new LinkedHashMap<>();
      for (String symbol : symbols) {
        Distribution sum = new ExactOdds(budget).of(only(symbol, expression));
        if (sum.size() > 0) {
          odds.put(symbol, new SymbolOdds(sum, true));
        }
      }
      return odds;
    } catch (BudgetExceededException exceeded) {
      return sample(expression, symbols, sampler, expressions);
    }
  }

  /** Returns an expression whose total is the sum of the symbol. */
  private static Expression only(String symbol, Expression expression) {
    return switch (expression) {
      case Dice dice -> only(symbol, dice);
      case Group group -> {
        boolean selects = !group.pool().selections().isEmpty();
        if (selects && !Symbols.of(group).isEmpty()) {
          throw new BudgetExceededException("symbols of selected dice");
        }
        yield group.members().size() > 1 ? none(group) : only(symbol, group.members().get(0));
      }
      case Negation negation -> new Negation(only(symbol, negation.operand()), negation.span());
      case Labelled labelled -> only(symbol, labelled.labelled());
      case Arithmetic arithmetic -> {
        if (!arithmetic.steps().get(0).operator().additive()) {
          yield none(arithmetic);
        }
        List<Step> steps = new ArrayList<>();
        for (Step step : arithmetic.steps()) {
          steps.add(new Step(step.operator(), only(symbol, step.operand())));
        }
        yield new Arithmetic(only(symbol, arithmetic.first()), steps, arithmetic.span());
      }
      case Constant constant -> none(constant);
      case Call call -> none(call);
      case Power power -> none(power);
    };
  }

  private static Expression only(String symbol, Dice dice) {
    if (!(dice.faces() instanceof Faces.Custom custom)
        || custom.runs().stream().allMatch(face -> face.countOf(symbol) == 0)) {
      return none(dice);
    }
    List<Faces.Run> factors = new ArrayList<>();
    for (Faces.Run face : custom.runs()) {
      factors.add(new Faces.Run(face.countOf(symbol), face.countOf(symbol)));
    }
    Expression count = kept(dice, custom);
    return new Dice(
        count, new Faces.Custom(factors), DieModifiers.NONE, PoolModifiers.NONE, dice.span());
  }

  /** Returns the number of kept dice, which are like all others if their numbers are the same. */
  private static Expression kept(Dice dice, Faces.Custom custom) {
    if (dice.pool().selections().isEmpty()) {
      return dice.count();
    }
    if (custom.lowest() != custom.highest()
        || !(dice.count() instanceof Constant count)
        || ComputedNumbers.selects(dice.pool())) {
      throw new BudgetExceededException("symbols of selected dice");
    }
    int kept = KeptRange.of(dice.pool(), (int) count.value()).size();
    return new Constant(kept, count.span());
  }

  private static Expression none(Expression expression) {
    return new Constant(0, expression.span());
  }

  private static Map<String, SymbolOdds> sample(
      Expression expression, Set<String> symbols, DieSource sampler, int expressions) {
    int[] dice = new int[1];
    Roller roller =
        new Roller(
            sides -> {
              dice[0]++;
              return sampler.roll(sides);
            });
    RollRequest request = RollRequest.of(expression);
    Map<String, Map<Double, Integer>> counts = new LinkedHashMap<>();
    symbols.forEach(symbol -> counts.put(symbol, new TreeMap<>()));
    int parts = Subexpressions.count(expression);
    int maxDice = Sampling.MAX_DICE / expressions;
    int rolled = 0;
    for (int rolls = 0;
        rolls < 2 || (rolls < Sampling.MAX_ROLLS && dice[0] + (long) rolls * parts < maxDice);
        rolls++) {
      if (roller.roll(request) instanceof RollResult.Rolled result) {
        rolled++;
        Tally.of(result.rolls().get(0))
            .forEach(
                (symbol, sum) ->
                    counts
                        .computeIfAbsent(symbol, added -> new TreeMap<>())
                        .merge((double) sum, 1, Integer::sum));
      }
    }
    Map<String, SymbolOdds> odds = new LinkedHashMap<>();
    for (Map.Entry<String, Map<Double, Integer>> symbol : counts.entrySet()) {
      if (rolled > 0) {
        odds.put(symbol.getKey(), new SymbolOdds(distribution(symbol.getValue(), rolled), false));
      }
    }
    return odds;
  }

  private static Distribution distribution(Map<Double, Integer> counts, int rolled) {
    double[] outcomes = counts.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    BigInteger[] weights =
        counts.values().stream().map(BigInteger::valueOf).toArray(BigInteger[]::new);
    return new Distribution(outcomes, weights, BigInteger.ZERO, BigInteger.valueOf(rolled));
  }
}
