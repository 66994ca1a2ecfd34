package dicegate.dice.odds;

import dicegate.dice.DieSource;
import dicegate.dice.eval.CheckResult;
import dicegate.dice.eval.Roll;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.Roller;
import dicegate.dice.eval.Verdict;
import dicegate.dice.notation.Check;
import dicegate.dice.notation.Check.NamedRule;
import dicegate.dice.notation.Check.Steps;
import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.RequestedRoll;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.odds.OddsResult.Impossible;
import dicegate.dice.odds.OddsResult.Sampled;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Rolls an expression many times. Confined to the thread of its source, used once. */
final class Sampling {

  /** The most rolls; the standard error is then a hundredth of the standard deviation. */
  static final int MAX_ROLLS = 10_000;

  /** The most dice of all rolls together; the last roll may exceed it. */
  static final int MAX_DICE = 150_000;

  /** The number of compare points that cost as much as rolling a die. */
  private static final int POINTS_PER_DIE = 16;

  private final RequestedRoll requested;
  private final RollRequest request;
  private final DieSource source;
  private final Roller roller;
  private final int samples;
  private final double[] totals = new double[MAX_ROLLS];

  /** The verdict of each roll; empty if there is no check. */
  private final Verdict[] verdicts;

  private int dice;
  private int rolled;
  private int refused;
  private @Nullable DiceError error;

  /**
   * Prepares a sample.
   *
   * @param samples how many samples share the dice of one, 1 or more
   */
  Sampling(RequestedRoll requested, DieSource source, int samples) {
    this.samples = samples;
    this.requested = requested;
    this.request = new RollRequest(RollRequest.NOT_REPEATED, List.of(requested), "");
    this.verdicts = requested.check() == null ? new Verdict[0] : new Verdict[MAX_ROLLS];
    this.source = source;
    this.roller = new Roller(this::roll);
  }

  /** Returns the sample, or the error if every roll was refused. */
  OddsResult sample(Bounds bounds) {
    // Parts without dice take time too, and so does each point that a die is compared with.
    int parts = 0;
    int points = 0;
    for (Expression each : requested.expressions()) {
      parts += Subexpressions.count(each);
      points += Subexpressions.points(each);
    }
    long maxDice = MAX_DICE / samples / (1 + points / POINTS_PER_DIE);
    int rolls = rolled + refused;
    // A standard deviation needs at least two totals.
    while (rolls < 2 || (rolls < MAX_ROLLS && dice + (long) rolls * parts < maxDice)) {
      rollOnce();
      rolls++;
    }
    if (rolled == 0 && error != null) {
      return new Impossible(error);
    }
    Distribution sample = distribution(i -> totals[i]);
    // If all rolls have the same value, rare values did not occur, and the error is unknown.
    boolean constant = sample.size() == 1 && bounds.min() < bounds.max();
    double standardError =
        rolled < 2 || constant
            ? Double.POSITIVE_INFINITY
            : sample.standardDeviation() / Math.sqrt(rolled - 1.0);
    return new Sampled(sample, standardError, bounds, checkOdds());
  }

  /** Rolls once, and returns the error if there is one. */
  Optional<OddsResult> refusal() {
    rollOnce();
    return Optional.ofNullable(error).map(Impossible::new);
  }

  private void rollOnce() {
    switch (roller.roll(request)) {
      case RollResult.Rolled result -> {
        Roll roll = result.rolls().get(0);
        CheckResult check = roll.check();
        if (check != null) {
          verdicts[rolled] = check.verdict();
        }
        totals[rolled++] = roll.total();
      }
      case RollResult.Refused refusal -> {
        refused++;
        error = refusal.error();
      }
    }
  }

  private int roll(int sides) {
    dice++;
    return source.roll(sides);
  }

  private @Nullable CheckOdds checkOdds() {
    Check check = requested.check();
    if (check == null) {
      return null;
    }
    Distribution margins = distribution(i -> verdicts[i].margin());
    return switch (check.rule()) {
      case Steps steps ->
          new CheckOdds(check, margins, distribution(i -> verdicts[i].steps()), null);
      case NamedRule named ->
          new CheckOdds(
              check,
              margins,
              null,
              verdicts[0].degree() == null ? null : distribution(i -> rank(verdicts[i])));
    };
  }

  private static double rank(Verdict verdict) {
    return Objects.requireNonNull(verdict.degree()).rank();
  }

  /** Returns the empirical distribution of a number that each roll has. */
  private Distribution distribution(IntToDoubleFunction number) {
    double[] sorted = new double[rolled];
    Arrays.setAll(sorted, number);
    Arrays.sort(sorted);
    double[] outcomes = Arrays.stream(sorted).distinct().toArray();
    BigInteger[] weights = new BigInteger[outcomes.length];
    int from = 0;
    for (int i = 0; i < outcomes.length; i++) {
      int to = from;
      while (to < rolled && sorted[to] == outcomes[i]) {
        to++;
      }
      weights[i] = BigInteger.valueOf(to - from);
      from = to;
    }
    return new Distribution(
        outcomes,
        weights,
        BigInteger.valueOf(refused),
        BigInteger.valueOf((long) rolled + refused));
  }
}
