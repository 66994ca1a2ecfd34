package dicegate.dice.eval;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DiceRules;
import dicegate.dice.notation.Span;

/** How many dice one request may still roll. Confined to one thread. */
final class RollBudget {

  private int rolled;

  void reset() {
    rolled = 0;
  }

  /**
   * Takes dice off the budget.
   *
   * @throws dicegate.dice.notation.DiceException if there are not that many left
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
