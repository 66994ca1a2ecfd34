package dicegate.engine;

import dicegate.dice.DiceLimits;
import dicegate.dice.DieSource;
import dicegate.dice.eval.Roll;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.NotationError;
import dicegate.dice.notation.ParseResult;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meters;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineReply.Status;
import dicegate.wire.frames.EngineRequest;
import dicegate.wire.frames.SeedFrames;
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
  private static final Pattern SEED_ROLL = Pattern.compile("[0-9]+d[0-9]+");

  /** How many requests in flight keep the workers of one engine busy. */
  private static final int WINDOW = 512;

  private static final System.Logger LOG = System.getLogger(Responder.class.getName());

  private final EngineSettings settings;
  private final Roller roller;
  private final Incidents incidents;
  private final ReplyWriter out = new ReplyWriter();

  Responder(EngineSettings settings, DieSource source, Meters meters) {
    this.settings = settings;
    this.roller = new Roller(source);
    this.incidents = new Incidents(meters);
  }

  /** Tells whether the request asks for dice, and so for thought. */
  boolean rolls(EngineRequest request) {
    return switch (request) {
      case EngineRequest.Seed seed -> true;
      case EngineRequest.V1 v1 -> v1.verb() != Verb.INFO;
      case EngineRequest.UnknownVerb unknown -> false;
      case EngineRequest.Malformed malformed -> false;
    };
  }

  /** Returns the one reply. */
  byte[] answer(EngineRequest request) {
    try {
      switch (request) {
        case EngineRequest.Seed seed -> answerSeed(seed);
        case EngineRequest.V1 v1 -> answerV1(v1);
        case EngineRequest.UnknownVerb unknown -> head(unknown, Status.UNSUPPORTED).raw("{}");
        case EngineRequest.Malformed malformed -> malformed(malformed);
      }
      return out.finish();
    } catch (RuntimeException fault) {
      return answerFault(request, incidents.report(LOG, "engine", fault));
    }
  }

  /** Returns the reply to a request that came in more frames than its contract has. */
  byte[] refuse(EngineRequest request) {
    if (request instanceof EngineRequest.Seed) {
      out.start(SeedFrames.replyHead(request.id())).raw(SeedFrames.NOT_A_ROLL);
    } else {
      malformed(request);
    }
    return out.finish();
  }

  private void answerSeed(EngineRequest.Seed request) {
    String text = request.text();
    out.start(SeedFrames.replyHead(request.id()));
    if (!SEED_ROLL.matcher(text).matches()) {
      out.raw(SeedFrames.NOT_A_ROLL);
      return;
    }
    switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> RollJson.array(roll(parsed).faces(), out);
      case ParseResult.NotARoll notARoll -> out.raw(SeedFrames.NOT_A_ROLL);
    }
  }

  private void answerV1(EngineRequest.V1 request) {
    if (request.verb() == Verb.INFO) {
      info(request);
      return;
    }
    switch (Notation.parse(request.body())) {
      case ParseResult.Parsed parsed -> {
        head(request, Status.OK);
        Roll roll = roll(parsed);
        // So far every valid expression is NdF, so BARE always answers the array.
        if (request.verb() == Verb.BARE) {
          RollJson.array(roll.faces(), out);
        } else {
          RollJson.object(roll, out);
        }
      }
      case ParseResult.NotARoll notARoll -> {
        NotationError error = notARoll.error();
        head(request, Status.ERROR);
        RollJson.error(error, out);
      }
    }
  }

  private Roll roll(ParseResult.Parsed parsed) {
    return roller.roll(parsed.expression());
  }

  private void info(EngineRequest request) {
    head(request, Status.OK);
    out.raw("{\"name\":\"dicegate\",\"version\":").string(settings.version());
    out.raw(",\"features\":[\"roll\",\"bare\"],\"limits\":{\"textChars\":");
    out.number(DiceLimits.MAX_TEXT_CHARS).raw(",\"dice\":").number(DiceLimits.MAX_DICE);
    out.raw(",\"sides\":").number(DiceLimits.MAX_SIDES);
    out.raw("},\"window\":").number(WINDOW).raw("}");
  }

  private void malformed(EngineRequest request) {
    head(request, Status.ERROR)
        .raw("{\"code\":\"malformed\",\"message\":")
        .string("Expected: DG1 <verb> <id> <ttlMs> <body>, in one frame of UTF-8.")
        .raw("}");
  }

  private byte[] answerFault(EngineRequest request, String incident) {
    if (request instanceof EngineRequest.Seed) {
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
