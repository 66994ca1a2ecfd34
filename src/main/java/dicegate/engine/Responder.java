package dicegate.engine;

import dicegate.dice.DiceLimits;
import dicegate.dice.DieSource;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.odds.Odds;
import dicegate.dice.odds.OddsResult;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineReply.Status;
import dicegate.wire.frames.EngineRequest;
import dicegate.wire.frames.LegacyFrames;
import dicegate.wire.frames.Verb;
import java.util.regex.Pattern;

/**
 * Request to reply, both of one frame. Always exactly one reply, in the contract of the request.
 *
 * <p>A fault of ours is answered too, with an incident id where the contract has a place for it.
 *
 * <p>Confined to its worker's thread.
 */
final class Responder {

  /** What the original engine took for a roll; Python's {@code \d} and {@code json.dumps}. */
  private static final Pattern LEGACY_ROLL = Pattern.compile("[0-9]+d[0-9]+");

  /** How many requests in flight keep the workers of one engine busy. */
  private static final int WINDOW = 512;

  private static final byte[] EXPIRED =
      ReplyWriter.word(
          "{\"code\":\"expired\",\"message\":\"The dice engine came to it too late.\","
              + "\"temporary\":true}");

  private static final System.Logger LOG = System.getLogger(Responder.class.getName());

  private final EngineSettings settings;
  private final DieSource source;
  private final Roller roller;
  private final Metrics metrics;
  private final Incidents incidents;
  private final ReplyWriter out = new ReplyWriter();
  private final RollJson rollJson = new RollJson(out);
  private final OddsJson oddsJson = new OddsJson(out);

  Responder(EngineSettings settings, DieSource source, Metrics metrics) {
    this.settings = settings;
    this.source = source;
    this.roller = new Roller(source);
    this.metrics = metrics;
    this.incidents = new Incidents(metrics);
  }

  /** Tells whether the request asks for dice, and so for thought. */
  boolean rolls(EngineRequest request) {
    return switch (request) {
      case EngineRequest.Legacy legacy -> true;
      case EngineRequest.V1 v1 -> v1.verb() != Verb.INFO;
      case EngineRequest.UnknownVerb unknown -> false;
      case EngineRequest.Malformed malformed -> false;
    };
  }

  /** Returns the one reply. */
  byte[] answer(EngineRequest request) {
    try {
      switch (request) {
        case EngineRequest.Legacy legacy -> answerLegacy(legacy);
        case EngineRequest.V1 v1 -> answerV1(v1);
        case EngineRequest.UnknownVerb unknown -> head(unknown, Status.UNSUPPORTED).raw("{}");
        case EngineRequest.Malformed malformed -> malformed(malformed);
      }
      return out.finish();
    } catch (RuntimeException | StackOverflowError fault) {
      return answerFault(request, incidents.report(LOG, "engine", fault));
    }
  }

  /** Returns the reply to a request that came in more frames than its contract has. */
  byte[] refuse(EngineRequest request) {
    if (request instanceof EngineRequest.Legacy) {
      out.start(LegacyFrames.replyHead(request.id())).raw(LegacyFrames.NOT_A_ROLL);
    } else {
      malformed(request);
    }
    return out.finish();
  }

  /** Returns the reply to a v1 request whose time was over before it was rolled; counts it. */
  byte[] expire(EngineRequest.V1 request) {
    metrics.count(Counter.ENGINE_REQUESTS_EXPIRED);
    head(request, Status.ERROR).raw(EXPIRED);
    return out.finish();
  }

  private void answerLegacy(EngineRequest.Legacy request) {
    String text = request.text();
    out.start(LegacyFrames.replyHead(request.id()));
    if (!LEGACY_ROLL.matcher(text).matches()) {
      out.raw(LegacyFrames.NOT_A_ROLL);
      return;
    }
    if (Notation.parse(text) instanceof ParseResult.Parsed parsed
        && roller.roll(parsed.request()) instanceof RollResult.Rolled rolled) {
      rollJson.array(rolled.rolls().get(0).dice());
    } else {
      out.raw(LegacyFrames.NOT_A_ROLL);
    }
  }

  private void answerV1(EngineRequest.V1 request) {
    if (request.verb() == Verb.INFO) {
      info(request);
      return;
    }
    switch (Notation.parse(request.body())) {
      case ParseResult.Parsed parsed -> answerParsed(request, parsed.request());
      case ParseResult.NotARoll notARoll -> answerError(request, notARoll.error());
    }
  }

  private void answerParsed(EngineRequest.V1 request, RollRequest asked) {
    if (request.verb() == Verb.ODDS) {
      answerOdds(request, asked.expression());
    } else {
      answerRoll(request, asked);
    }
    if (out.length() > EngineFrames.MAX_REPLY_BYTES) {
      answerTooLarge(request);
    }
  }

  private void answerOdds(EngineRequest.V1 request, Expression expression) {
    switch (Odds.of(expression, source)) {
      case OddsResult.Exact exact -> {
        head(request, Status.OK);
        oddsJson.exact(expression, exact);
      }
      case OddsResult.Sampled sampled -> {
        head(request, Status.OK);
        oddsJson.sampled(expression, sampled);
      }
      case OddsResult.Impossible impossible -> answerError(request, impossible.error());
    }
  }

  private void answerRoll(EngineRequest.V1 request, RollRequest asked) {
    switch (roller.roll(asked)) {
      case RollResult.Rolled rolled -> {
        head(request, Status.OK);
        if (request.verb() == Verb.BARE && asked.plainDice()) {
          rollJson.array(rolled.rolls().get(0).dice());
        } else {
          rollJson.object(request.body(), asked, rolled.rolls());
        }
      }
      case RollResult.Refused refused -> answerError(request, refused.error());
    }
  }

  private void answerError(EngineRequest request, DiceError error) {
    head(request, Status.ERROR);
    rollJson.error(error);
  }

  private void answerTooLarge(EngineRequest request) {
    int asked = out.length();
    head(request, Status.ERROR)
        .raw("{\"code\":\"limit\",\"message\":\"The result takes ")
        .value(asked)
        .raw(" bytes; at most ")
        .value(EngineFrames.MAX_REPLY_BYTES)
        .raw(" are allowed.\"}");
  }

  private void info(EngineRequest request) {
    head(request, Status.OK);
    out.raw("{\"name\":\"dicegate\",\"version\":").string(settings.version());
    out.raw(",\"features\":[\"roll\",\"bare\",\"odds\"],\"limits\":{\"textChars\":");
    out.value(DiceLimits.MAX_TEXT_CHARS).raw(",\"dice\":").value(DiceLimits.MAX_DICE);
    out.raw(",\"sides\":").value(DiceLimits.MAX_SIDES);
    out.raw(",\"repeats\":").value(DiceLimits.MAX_REPEATS);
    out.raw(",\"nesting\":").value(DiceLimits.MAX_NESTING);
    out.raw(",\"chain\":").value(DiceLimits.MAX_CHAIN);
    out.raw(",\"number\":").value(DiceLimits.MAX_NUMBER);
    out.raw(",\"replyBytes\":").value(EngineFrames.MAX_REPLY_BYTES);
    out.raw("},\"window\":").value(WINDOW).raw("}");
  }

  private void malformed(EngineRequest request) {
    head(request, Status.ERROR)
        .raw("{\"code\":\"malformed\",\"message\":")
        .string("Expected: DG1 <verb> <id> <ttlMs> <body>, in one frame of UTF-8.")
        .raw("}");
  }

  private byte[] answerFault(EngineRequest request, String incident) {
    if (request instanceof EngineRequest.Legacy) {
      return refuse(request);
    }
    head(request, Status.ERROR)
        .raw("{\"code\":\"internal\",\"message\":\"The dice engine failed.\",\"incident\":")
        .string(incident)
        .raw("}");
    return out.finish();
  }

  private ReplyWriter head(EngineRequest request, Status status) {
    return out.start(EngineFrames.replyHead(request.id(), status));
  }
}
