package dicegate.dice.eval;

import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Operator;
import dicegate.dice.notation.Faces.Run;
import dicegate.dice.notation.Faces.SymbolCount;
import dicegate.dice.notation.Symbols;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The symbols that a roll shows, {@code 2 success, 1 advantage}: the sum of each over the kept
 * dice, with the sign of the term that they are in. Stateless.
 */
public final class Tally {

  private Tally() {}

  /**
   * Returns the sum of each symbol of the expression, in the order in which they are first written;
   * empty if there are none.
   */
  public static Map<String, Long> of(Roll roll) {
    Set<String> symbols = Symbols.of(roll.outcome().expression());
    if (symbols.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> sums = new LinkedHashMap<>();
    symbols.forEach(symbol -> sums.put(symbol, 0L));
    add(roll.outcome(), roll.dice(), 1, sums);
    return Collections.unmodifiableMap(sums);
  }

  private static void add(Outcome outcome, RolledDice dice, int sign, Map<String, Long> sums) {
    Expression expression = outcome.expression();
    if (expression instanceof Dice || (expression instanceof Group group && group.pools())) {
      for (int die = outcome.firstOwnDie(); die < outcome.endDie(); die++) {
        Run face = dice.symbolicFace(die);
        if (face != null && dice.kept(die)) {
          for (SymbolCount symbol : face.symbols()) {
            sums.merge(symbol.name(), (long) sign * symbol.factor(), Long::sum);
          }
        }
      }
      return;
    }
    List<Outcome> parts = outcome.parts();
    for (int i = 0; i < parts.size(); i++) {
      add(parts.get(i), dice, subtracts(expression, i) ? -sign : sign, sums);
    }
  }

  private static boolean subtracts(Expression expression, int part) {
    return expression instanceof Negation
        || (expression instanceof Arithmetic sum
            && part > 0
            && sum.steps().get(part - 1).operator() == Operator.SUBTRACT);
  }
}
