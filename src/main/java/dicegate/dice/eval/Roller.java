package dicegate.dice.eval;

import dicegate.dice.DieSource;
import dicegate.dice.notation.Check;
import dicegate.dice.notation.Check.NamedRule;
import dicegate.dice.notation.DiceException;
import dicegate.dice.notation.DiceRules;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.NaturalDie;
import dicegate.dice.notation.RequestedRoll;
import dicegate.dice.notation.RollRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rolls requests with dice from one source. Confined to the thread of its source. */
public final class Roller {

  private final RollBuffer buffer = new RollBuffer();
  private final RollBudget budget = new RollBudget();
  private final Evaluator evaluator;

  /** Makes a roller of random dice. */
  public Roller(DieSource source) {
    this(source, null);
  }

  private Roller(DieSource source, @Nullable EnteredFaces entered) {
    evaluator = new Evaluator(source, entered, buffer, budget);
  }

  /**
   * Makes a roller of dice that are entered by hand, for one request; it throws a {@link
   * FaceWantedException} if a face is missing.
   */
  static Roller byHand(EnteredFaces entered) {
    return new Roller(
        sides -> {
          throw new IllegalStateException("dice entered by hand are never random");
        },
        entered);
  }

  /** Rolls every die of the request. Never throws for any request. */
  public RollResult roll(RollRequest request) {
    budget.reset();
    try {
      if (!request.listed()) {
        return new RollResult.Rolled(List.of(roll(request.first())));
      }
      List<Roll> rolls = new ArrayList<>();
      if (!request.repeated()) {
        for (RequestedRoll requested : request.rolls()) {
          rolls.add(roll(requested));
        }
      }
      for (int i = 0; i < request.repeats(); i++) {
        rolls.add(roll(request.first()));
      }
      return new RollResult.Rolled(rolls);
    } catch (DiceException refused) {
      return new RollResult.Refused(refused.error());
    }
  }

  private Roll roll(RequestedRoll requested) {
    Roll roll = roll(requested.expression());
    Check check = requested.check();
    return check == null ? roll : new Roll(roll.outcome(), roll.dice(), check(check, roll));
  }

  private Roll roll(Expression expression) {
    buffer.clear();
    Outcome outcome = evaluator.evaluate(expression);
    return new Roll(outcome, buffer.rolled(), null);
  }

  /** Rolls the target, and compares the total with it. */
  private CheckResult check(Check check, Roll roll) {
    Roll against = roll(check.target());
    double natural = check.rule() == NamedRule.PF2 ? natural(roll.outcome()) : 0;
    Verdict verdict = Verdict.of(check, roll.total(), against.total(), natural);
    DiceRules.number(verdict.margin(), check.span());
    return new CheckResult(check, against, verdict);
  }

  /** Returns the face of the natural die; the parser has made sure that there is one. */
  private static double natural(Outcome outcome) {
    Dice die = NaturalDie.of(outcome.expression());
    Outcome found = die == null ? null : outcome.of(die);
    if (found == null) {
      throw new IllegalStateException("no natural die in " + outcome.expression());
    }
    return found.total();
  }
}
