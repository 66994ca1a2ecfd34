package dicegate.dice.eval;

import dicegate.dice.DieSource;
import dicegate.dice.notation.DiceException;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.RollRequest;
import java.util.ArrayList;
import java.util.List;

/** Rolls requests with dice from one source. Confined to the thread of its source. */
public final class Roller {

  private final RollBuffer buffer = new RollBuffer();
  private final RollBudget budget = new RollBudget();
  private final Evaluator evaluator;

  public Roller(DieSource source) {
    evaluator = new Evaluator(source, buffer, budget);
  }

  /** Rolls every die of the request. Never throws for any request. */
  public RollResult roll(RollRequest request) {
    budget.reset();
    try {
      if (!request.repeated()) {
        return new RollResult.Rolled(List.of(roll(request.expression())));
      }
      List<Roll> rolls = new ArrayList<>(request.repeats());
      for (int i = 0; i < request.repeats(); i++) {
        rolls.add(roll(request.expression()));
      }
      return new RollResult.Rolled(rolls);
    } catch (DiceException refused) {
      return new RollResult.Refused(refused.error());
    }
  }

  private Roll roll(Expression expression) {
    buffer.clear();
    Outcome outcome = evaluator.evaluate(expression);
    return new Roll(outcome, buffer.rolled());
  }
}
