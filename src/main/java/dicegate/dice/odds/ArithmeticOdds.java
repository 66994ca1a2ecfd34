package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Operator;
import dicegate.dice.notation.Expression.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The odds of sums and of products. Confined to one thread. */
final class ArithmeticOdds {

  private final ExactOdds odds;
  private final CostBudget budget;

  ArithmeticOdds(ExactOdds odds, CostBudget budget) {
    this.odds = odds;
    this.budget = budget;
  }

  Distribution of(Arithmetic arithmetic) {
    Map<Expression, Distribution> parts = new LinkedHashMap<>();
    if (!arithmetic.steps().get(0).operator().additive()) {
      return inOrder(arithmetic, parts);
    }
    Map<Expression, Integer> added = new LinkedHashMap<>();
    Map<Expression, Integer> subtracted = new LinkedHashMap<>();
    added.put(arithmetic.first(), 1);
    for (Step step : arithmetic.steps()) {
      (step.operator() == Operator.ADD ? added : subtracted).merge(step.operand(), 1, Integer::sum);
    }
    added.keySet().forEach(part -> parts.computeIfAbsent(part, odds::of));
    subtracted.keySet().forEach(part -> parts.computeIfAbsent(part, odds::of));
    double largest = 0;
    boolean whole = true;
    for (Map.Entry<Expression, Distribution> part : parts.entrySet()) {
      int times = added.getOrDefault(part.getKey(), 0) + subtracted.getOrDefault(part.getKey(), 0);
      largest += part.getValue().magnitude() * times;
      whole &= part.getValue().whole() && part.getValue().size() > 0;
    }
    if (!whole || largest > DiceLimits.MAX_NUMBER) {
      return inOrder(arithmetic, parts);
    }
    // Sums of whole numbers this small are exact in any order, so the cheapest order is used.
    List<Distribution> terms = new ArrayList<>();
    added.forEach((part, times) -> terms.add(times(parts, part, times)));
    subtracted.forEach((part, times) -> terms.add(Combination.negated(times(parts, part, times))));
    return sum(terms, budget);
  }

  private Distribution times(Map<Expression, Distribution> parts, Expression part, int times) {
    Distribution one = parts.getOrDefault(part, Distribution.certain(0));
    return Convolution.power(one, times, budget);
  }

  /** Adds up whole numbers, the two cheapest terms first, as in Huffman's algorithm. */
  static Distribution sum(List<Distribution> terms, CostBudget budget) {
    PriorityQueue<Distribution> queue =
        new PriorityQueue<>(
            Comparator.comparingLong((Distribution term) -> (long) term.size() * term.words()));
    queue.addAll(terms);
    Distribution shortest = queue.remove();
    while (!queue.isEmpty()) {
      queue.add(Convolution.sum(shortest, queue.remove(), budget));
      shortest = queue.remove();
    }
    return shortest;
  }

  /** Calculates from left to right, as rolling does; adds the odds of further parts to the map. */
  private Distribution inOrder(Arithmetic arithmetic, Map<Expression, Distribution> parts) {
    Distribution result = parts.computeIfAbsent(arithmetic.first(), odds::of);
    for (Step step : arithmetic.steps()) {
      Distribution operand = parts.computeIfAbsent(step.operand(), odds::of);
      result =
          switch (step.operator()) {
            case ADD -> Convolution.sum(result, operand, budget);
            case SUBTRACT -> Convolution.sum(result, Combination.negated(operand), budget);
            case MULTIPLY -> Combination.pairs(result, operand, (a, b) -> a * b, budget);
            case DIVIDE -> Combination.pairs(result, operand, (a, b) -> a / b, budget);
            case MODULO -> Combination.pairs(result, operand, (a, b) -> a % b, budget);
          };
    }
    return result;
  }
}
