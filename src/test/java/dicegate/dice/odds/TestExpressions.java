package dicegate.dice.odds;

import dicegate.dice.Seeded;
import dicegate.dice.eval.CheckResult;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.Roller;
import dicegate.dice.eval.Verdict;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import dicegate.dice.notation.RollRequest;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Parsing, odds and rolls of texts, for tests. Stateless. */
public final class TestExpressions {

  private TestExpressions() {}

  /** Returns the request of the text, or fails. */
  public static RollRequest parse(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> parsed.request();
      case ParseResult.NotARoll error -> throw new AssertionError(text + ": " + error);
    };
  }

  static OddsResult odds(String text) {
    return Odds.of(parse(text).first(), new Seeded(text.hashCode()));
  }

  /** Returns the exact odds of the text, or fails. */
  public static Distribution exact(String text) {
    if (odds(text) instanceof OddsResult.Exact exact) {
      return exact.distribution();
    }
    throw new AssertionError(text + " has no exact odds");
  }

  /** Returns the exact odds of the text's check; null if it has none. */
  static @Nullable CheckOdds checkOdds(String text) {
    return odds(text) instanceof OddsResult.Exact exact ? exact.check() : null;
  }

  /** Returns a number of the verdict of a roll with a check; empty if it is refused. */
  static OptionalDouble check(
      Roller roller, RollRequest request, ToDoubleFunction<Verdict> number) {
    return switch (roller.roll(request)) {
      case RollResult.Rolled rolled -> {
        CheckResult check = Objects.requireNonNull(rolled.rolls().get(0).check());
        yield OptionalDouble.of(number.applyAsDouble(check.verdict()));
      }
      case RollResult.Refused refused -> OptionalDouble.empty();
    };
  }

  /** Returns the total of a roll; empty if it is refused. */
  static OptionalDouble roll(Roller roller, RollRequest request) {
    return switch (roller.roll(request)) {
      case RollResult.Rolled rolled -> OptionalDouble.of(rolled.rolls().get(0).total());
      case RollResult.Refused refused -> OptionalDouble.empty();
    };
  }
}
