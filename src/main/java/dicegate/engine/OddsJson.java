package dicegate.engine;

import static dicegate.engine.ReplyWriter.word;

import dicegate.dice.NumberText;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Notation;
import dicegate.dice.odds.Bounds;
import dicegate.dice.odds.Distribution;
import dicegate.dice.odds.OddsResult;
import dicegate.wire.frames.EngineFrames;

/** Writes odds as JSON, in the format of {@code src/docs/engines.md}. Confined to one thread. */
final class OddsJson {

  /** The most outcomes that are listed, if they fit into a reply; more are only counted. */
  static final int MAX_OUTCOMES = 10_000;

  private static final byte[] OUTCOME = word("[");
  private static final byte[] COMMA = word(",");
  private static final byte[] END_OUTCOME = word("],");

  private final ReplyWriter out;

  OddsJson(ReplyWriter out) {
    this.out = out;
  }

  /** Writes the odds object of exact odds. */
  void exact(Expression expression, OddsResult.Exact odds) {
    head(expression, true, odds.bounds(), odds.distribution());
    odds.distribution().exactMean().ifPresent(mean -> out.raw(",\"meanExact\":\"" + mean + "\""));
    tail(odds.distribution());
  }

  /** Writes the odds object of a sample. */
  void sampled(Expression expression, OddsResult.Sampled odds) {
    head(expression, false, odds.bounds(), odds.sample());
    out.raw(",\"samples\":").raw(odds.sample().total().toString());
    if (Double.isFinite(odds.standardError())) {
      out.raw(",\"standardError\":").value(odds.standardError());
    }
    tail(odds.sample());
  }

  private void head(
      Expression expression, boolean exact, Bounds bounds, Distribution distribution) {
    out.raw("{\"expr\":").string(Notation.print(expression));
    out.raw(",\"exact\":").raw(Boolean.toString(exact));
    out.raw(",\"min\":").value(bounds.min()).raw(",\"max\":").value(bounds.max());
    out.raw(",\"mean\":").value(distribution.mean());
    out.raw(",\"deviation\":").value(distribution.standardDeviation());
  }

  private void tail(Distribution distribution) {
    out.raw(",\"tail\":");
    probability(distribution.cutProbability());
    if (distribution.failed().signum() != 0) {
      out.raw(",\"failure\":");
      probability(distribution.failureProbability());
    }
    out.raw(",\"outcomeCount\":").value(distribution.size());
    if (distribution.size() <= MAX_OUTCOMES) {
      outcomes(distribution);
    }
    out.raw("}");
  }

  private void outcomes(Distribution distribution) {
    int start = out.length();
    out.raw(",\"outcomes\":[");
    for (int i = 0; i < distribution.size(); i++) {
      out.raw(OUTCOME).value(distribution.outcome(i)).raw(COMMA);
      probability(distribution.probability(i));
      out.raw(END_OUTCOME);
      if (out.length() >= EngineFrames.MAX_REPLY_BYTES) {
        out.cut(start);
        return;
      }
    }
    out.cut(out.length() - 1);
    out.raw("]");
  }

  /** Writes a probability with all digits; small ones may need an exponent. */
  private void probability(double probability) {
    out.raw(
        NumberText.isWhole(probability)
            ? NumberText.ofResult(probability)
            : Double.toString(probability));
  }
}
