package dicegate.dice.eval;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DiceRules;
import dicegate.dice.notation.Span;

/** The number of dice that one request may still roll. Confined to one thread. */
final class RollBudget {

  private int rolled;

  void reset() {
    rolled = 0;
  }

  /**
   * Takes dice from the budget.
   *
   * @throws dicegate.dice.notation.DiceException if the budget is exceeded
   */
  void spend(int dice, Span span) {
    rolled += dice;
    if (rolled > DiceLimits.MAX_DICE) {
      throw DiceRules.limit(
          "dice in one request, rerolls and explosions included,",
          rolled,
          DiceLimits.MAX_DICE,
          span);
    }
  }
}
