package dicegate.dice.notation;

import dicegate.dice.Seeded;
import dicegate.dice.odds.CheckOdds;
import dicegate.dice.odds.Distribution;
import dicegate.dice.odds.Fraction;
import dicegate.dice.odds.Odds;
import dicegate.dice.odds.OddsResult;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text means, to compare texts: how many results it has, the odds of each, and of success in
 * its check. Stateless.
 */
final class SameOdds {

  private SameOdds() {}

  /** The weights, by outcome, in lowest terms; odds that are not exact are known by their text. */
  record Meaning(
      int repeats,
      String canonical,
      List<Double> outcomes,
      List<BigInteger> weights,
      @Nullable Fraction success) {}

  /** Returns the meaning of a text that parses. */
  static Meaning of(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.NotARoll notARoll ->
          throw new AssertionError(text + ": " + notARoll.error().text());
      case ParseResult.Parsed parsed -> of(parsed.request());
    };
  }

  private static Meaning of(RollRequest request) {
    return switch (Odds.of(request.first(), new Seeded(1))) {
      case OddsResult.Exact exact -> of(request.repeats(), exact.distribution(), exact.check());
      case OddsResult.Sampled sampled -> inexact(request);
      case OddsResult.Impossible impossible -> inexact(request);
    };
  }

  private static Meaning inexact(RollRequest request) {
    String canonical = Notation.print(new RollRequest(request.repeats(), request.rolls(), ""));
    return new Meaning(request.repeats(), canonical, List.of(), List.of(), null);
  }

  private static Meaning of(int repeats, Distribution odds, @Nullable CheckOdds check) {
    BigInteger divisor = odds.total();
    for (int i = 0; i < odds.size(); i++) {
      divisor = divisor.gcd(odds.weight(i));
    }
    List<Double> outcomes = new ArrayList<>();
    List<BigInteger> weights = new ArrayList<>(List.of(odds.total().divide(divisor)));
    for (int i = 0; i < odds.size(); i++) {
      outcomes.add(odds.outcome(i));
      weights.add(odds.weight(i).divide(divisor));
    }
    return new Meaning(repeats, "", outcomes, weights, check == null ? null : check.success());
  }
}
