package dicegate.engine;

import static dicegate.engine.ReplyWriter.word;

import dicegate.dice.NumberText;
import dicegate.dice.eval.Degree;
import dicegate.dice.notation.Check.NamedRule;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.RequestedRoll;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.odds.Bounds;
import dicegate.dice.odds.CheckOdds;
import dicegate.dice.odds.Distribution;
import dicegate.dice.odds.OddsResult;
import dicegate.dice.odds.SymbolOdds;
import dicegate.wire.frames.EngineFrames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes odds as JSON, in the format of {@code src/docs/engines.md}. Confined to one thread. */
final class OddsJson {

  /** The most outcomes that are listed, if they fit into a reply; more are only counted. */
  static final int MAX_OUTCOMES = 10_000;

  /** The room for the members after a list, without further lists. */
  private static final int REST_BYTES = 2_048;

  private static final byte[] OUTCOME = word("[");
  private static final byte[] COMMA = word(",");
  private static final byte[] END_OUTCOME = word("],");

  private final ReplyWriter out;

  /** The length of the reply at which outcomes are left out. */
  private int maxLength = EngineFrames.MAX_REPLY_BYTES;

  OddsJson(ReplyWriter out) {
    this.out = out;
  }

  /**
   * Writes the odds object, or the object with a list of them if there are several rolls.
   *
   * @param odds of each of the rolls; none of them is impossible
   * @param tallies the odds of the symbols of each of the rolls
   */
  void object(RollRequest request, List<OddsResult> odds, List<Map<String, SymbolOdds>> tallies) {
    int each = EngineFrames.MAX_REPLY_BYTES / odds.size();
    if (odds.size() == 1) {
      of(request.first(), odds.get(0), tallies.get(0), EngineFrames.MAX_REPLY_BYTES);
      return;
    }
    out.raw("{\"expr\":").string(Notation.print(request.withoutComment()));
    String before = ",\"results\":[";
    for (int i = 0; i < odds.size(); i++) {
      out.raw(before);
      of(request.rolls().get(i), odds.get(i), tallies.get(i), out.length() + each);
      before = ",";
    }
    out.raw("]}");
  }

  /**
   * Writes the odds object of one roll.
   *
   * @param end the length of the reply up to which outcomes are listed
   */
  private void of(RequestedRoll roll, OddsResult odds, Map<String, SymbolOdds> tally, int end) {
    maxLength = Math.min(end, EngineFrames.MAX_REPLY_BYTES) - REST_BYTES;
    switch (odds) {
      case OddsResult.Exact exact -> exact(roll, exact);
      case OddsResult.Sampled sampled -> sampled(roll, sampled);
      case OddsResult.Impossible impossible -> throw new IllegalArgumentException("no odds");
    }
    if (!tally.isEmpty()) {
      tally(tally);
    }
    out.raw("}");
  }

  private void tally(Map<String, SymbolOdds> tally) {
    String before = ",\"tally\":{";
    for (Map.Entry<String, SymbolOdds> symbol : tally.entrySet()) {
      Distribution sum = symbol.getValue().distribution();
      out.raw(before).string(symbol.getKey()).raw(":{\"mean\":").value(sum.mean());
      if (!symbol.getValue().exact()) {
        out.raw(",\"samples\":").raw(sum.total().toString());
      }
      outcomes("outcomes", sum);
      before = "},";
    }
    out.raw("}}");
  }

  /** Writes the odds object of exact odds. */
  private void exact(RequestedRoll roll, OddsResult.Exact odds) {
    head(roll, true, odds.bounds(), odds.distribution());
    odds.distribution().exactMean().ifPresent(mean -> out.raw(",\"meanExact\":\"" + mean + "\""));
    tail(odds.distribution(), odds.check());
  }

  /** Writes the odds object of a sample. */
  private void sampled(RequestedRoll roll, OddsResult.Sampled odds) {
    head(roll, false, odds.bounds(), odds.sample());
    out.raw(",\"samples\":").raw(odds.sample().total().toString());
    if (Double.isFinite(odds.standardError())) {
      out.raw(",\"standardError\":").value(odds.standardError());
    }
    tail(odds.sample(), odds.check());
  }

  private void head(RequestedRoll roll, boolean exact, Bounds bounds, Distribution distribution) {
    out.raw("{\"expr\":\"");
    Notation.write(roll, out);
    out.raw("\",\"exact\":").raw(Boolean.toString(exact));
    out.raw(",\"min\":").value(bounds.min()).raw(",\"max\":").value(bounds.max());
    out.raw(",\"mean\":").value(distribution.mean());
    out.raw(",\"deviation\":").value(distribution.standardDeviation());
  }

  private void tail(Distribution distribution, @Nullable CheckOdds check) {
    out.raw(",\"tail\":");
    probability(distribution.cutProbability());
    failure(distribution);
    out.raw(",\"outcomeCount\":").value(distribution.size());
    outcomes("outcomes", distribution);
    if (check != null) {
      check(check);
    }
  }

  private void failure(Distribution distribution) {
    if (distribution.failed().signum() != 0) {
      out.raw(",\"failure\":");
      probability(distribution.failureProbability());
    }
  }

  private void check(CheckOdds odds) {
    out.raw(",\"check\":{\"op\":").string(odds.check().comparison().symbol());
    out.raw(",\"success\":");
    probability(odds.successProbability());
    failure(odds.margins());
    if (odds.ranks() != null && odds.check().rule() instanceof NamedRule rule) {
      degrees(rule, odds.ranks());
    }
    if (odds.steps() != null) {
      outcomes("steps", odds.steps());
    }
    outcomes("margins", odds.margins());
    out.raw("}");
  }

  private void degrees(NamedRule rule, Distribution ranks) {
    String before = ",\"degrees\":[";
    for (int i = 0; i < ranks.size(); i++) {
      Degree degree = Degree.of(rule, (int) ranks.outcome(i));
      out.raw(before).raw("{\"rank\":").value(degree.rank());
      out.raw(",\"name\":").string(degree.name()).raw(",\"probability\":");
      probability(ranks.probability(i));
      out.raw("}");
      before = ",";
    }
    out.raw("]");
  }

  /** Writes the outcomes as a member, if they are not too many and still fit into the reply. */
  private void outcomes(String member, Distribution distribution) {
    if (distribution.size() > MAX_OUTCOMES) {
      return;
    }
    int start = out.length();
    out.raw(",\"" + member + "\":[");
    for (int i = 0; i < distribution.size(); i++) {
      out.raw(OUTCOME).value(distribution.outcome(i)).raw(COMMA);
      probability(distribution.probability(i));
      out.raw(END_OUTCOME);
      if (out.length() >= maxLength) {
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
