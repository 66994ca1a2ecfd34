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
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The function from request frame to reply frame: exactly one reply to each request, in the
 * protocol of the request.
 *
 * <p>A fault of ours is answered too, with an incident id where the protocol has a place for it.
 *
 * <p>Confined to its worker's thread.
 */
final class Responder {

  /** The expressions that the original engine rolled: everything else is {@code "whaaat?"}. */
  private static final Pattern LEGACY_ROLL = Pattern.compile("[0-9]+d[0-9]+");

  /** The number of requests in flight that keeps the workers of one engine busy. */
  private static final int WINDOW = 512;

  private static final byte[] EXPIRED =
      ReplyWriter.word(
          code(EngineFault.EXPIRED.code())
              + "\"The request expired before it was rolled.\",\"temporary\":true}");

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

  /** Returns whether the request asks for dice, so that think-time and expiry apply to it. */
  boolean rolls(EngineRequest request) {
    return switch (request) {
      case EngineRequest.Legacy legacy -> true;
      case EngineRequest.V1 v1 -> rolls(v1.verb());
      case EngineRequest.UnknownVerb unknown -> false;
      case EngineRequest.Malformed malformed -> false;
    };
  }

  private static boolean rolls(Verb verb) {
    return switch (verb) {
      case ROLL, BARE, ODDS -> true;
      case INFO -> false;
    };
  }

  /** Returns the reply to a request of one frame. */
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

  /** Returns the reply to a request of more than one frame. */
  byte[] refuse(EngineRequest request) {
    switch (request) {
      case EngineRequest.Legacy legacy ->
          out.start(LegacyFrames.replyHead(legacy.id())).raw(LegacyFrames.NOT_A_ROLL);
      case EngineRequest.V1 v1 -> malformed(v1);
      case EngineRequest.UnknownVerb unknown -> malformed(unknown);
      case EngineRequest.Malformed malformed -> malformed(malformed);
    }
    return out.finish();
  }

  /** Counts a v1 request that expired before it was rolled, and returns the reply to it. */
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
    switch (request.verb()) {
      case ROLL -> answerParsed(request, asked -> answerRoll(request, asked, false));
      case BARE -> answerParsed(request, asked -> answerRoll(request, asked, asked.plainDice()));
      case ODDS -> answerParsed(request, asked -> answerOdds(request, asked.expression()));
      case INFO -> info(request);
    }
  }

  private void answerParsed(EngineRequest.V1 request, Consumer<RollRequest> answer) {
    switch (Notation.parse(request.body())) {
      case ParseResult.Parsed parsed -> answer.accept(parsed.request());
      case ParseResult.NotARoll notARoll -> answerError(request, notARoll.error());
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

  private void answerRoll(EngineRequest.V1 request, RollRequest asked, boolean asArray) {
    switch (roller.roll(asked)) {
      case RollResult.Rolled rolled -> {
        head(request, Status.OK);
        if (asArray) {
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
        .raw(code(DiceError.Code.LIMIT.id()) + "\"The result takes ")
        .value(asked)
        .raw(" bytes; at most ")
        .value(EngineFrames.MAX_REPLY_BYTES)
        .raw(" are allowed.\"}");
  }

  private void info(EngineRequest request) {
    head(request, Status.OK);
    out.raw("{\"name\":\"dicegate\",\"version\":").string(settings.version());
    out.raw(",\"features\":").strings(Verb.features());
    out.raw(",\"limits\":{\"textChars\":")
        .value(DiceLimits.MAX_TEXT_CHARS)
        .raw(",\"dice\":")
        .value(DiceLimits.MAX_DICE);
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
        .raw(code(EngineFault.MALFORMED.code()))
        .string("Expected: DG1 <verb> <id> <ttlMs> <body>, in one frame of UTF-8.")
        .raw("}");
  }

  private byte[] answerFault(EngineRequest request, String incident) {
    if (request instanceof EngineRequest.Legacy) {
      return refuse(request);
    }
    head(request, Status.ERROR)
        .raw(code(EngineFault.INTERNAL.code()) + "\"The dice engine failed.\",\"incident\":")
        .string(incident)
        .raw("}");
    return out.finish();
  }

  /** Returns the start of an error object, up to the value of its message. */
  private static String code(String code) {
    return "{\"code\":\"" + code + "\",\"message\":";
  }

  private ReplyWriter head(EngineRequest request, Status status) {
    return out.start(EngineFrames.replyHead(request.id(), status));
  }
}
