package dicegate.engine;

import dicegate.dice.DiceLimits;
import dicegate.dice.DieSource;
import dicegate.dice.eval.HandResult;
import dicegate.dice.eval.HandRoller;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import dicegate.dice.notation.RequestedRoll;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.notation.Shorthands;
import dicegate.dice.odds.Odds;
import dicegate.dice.odds.OddsResult;
import dicegate.dice.odds.SymbolOdds;
import dicegate.dice.odds.TallyOdds;
import dicegate.telemetry.Counter;
import dicegate.telemetry.FaceCounts;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineReply.Status;
import dicegate.wire.frames.EngineRequest;
import dicegate.wire.frames.HandBody;
import dicegate.wire.frames.LegacyFrames;
import dicegate.wire.frames.SeededBody;
import dicegate.wire.frames.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Limits of an expression that is {@link #isQuick quick}. */
  private static final int QUICK_CHARS = 64;

  private static final int QUICK_DICE_DIGITS = 2;

  /** The length of a reply to a batch after which the rest of the batch is left out. */
  private static final int MAX_BATCH_REPLY_BYTES = 64 * 1024;

  /** The number of dice rolled for a batch after which the rest of the batch is left out. */
  private static final int MAX_BATCH_DICE = 10_000;

  private static final byte[] EXPIRED =
      ReplyWriter.word(
          code(EngineFault.EXPIRED.code())
              + "\"The request expired before it was rolled.\",\"temporary\":true}");

  private static final System.Logger LOG = System.getLogger(Responder.class.getName());

  private final EngineSettings settings;
  private final DieSource source;
  private final Roller roller;
  private final SeededRolls seededRolls;
  private final Metrics metrics;
  private final Incidents incidents;
  private final ReplyWriter out = new ReplyWriter();
  private final RollJson rollJson = new RollJson(out);
  private final OddsJson oddsJson = new OddsJson(out);

  /** Where the current reply begins in {@link #out}: after those before it in a batch. */
  private int begin;

  /** The number of dice rolled, by which the work for a batch is measured. */
  private long diceRolled;

  /** The same when the current request began. */
  private long diceRolledBefore;

  /**
   * Makes a responder.
   *
   * @param source of random dice
   * @param metrics count the faces rolled, random or not
   */
  Responder(EngineSettings settings, DieSource source, Metrics metrics) {
    this.settings = settings;
    FaceCounts counts = metrics.newFaceCounts();
    this.source = new CountingDieSource(source, counts);
    this.roller = new Roller(this::rollDie);
    this.seededRolls = new SeededRolls(seeded -> new CountingDieSource(seeded, counts));
    this.metrics = metrics;
    this.incidents = new Incidents(metrics);
  }

  /** Returns whether the request asks for dice, so that think-time and expiry apply to it. */
  boolean rolls(EngineRequest request) {
    return switch (request) {
      case EngineRequest.Legacy legacy -> true;
      case EngineRequest.V1 v1 -> rolls(v1.verb());
      case EngineRequest.Batch batch -> true;
      case EngineRequest.UnknownVerb unknown -> false;
      case EngineRequest.Malformed malformed -> false;
    };
  }

  private static boolean rolls(Verb verb) {
    return switch (verb) {
      case ROLL, BARE, ODDS, BY_HAND, SEEDED -> true;
      case BATCH, INFO -> false;
    };
  }

  /**
   * Returns whether the answer takes some microseconds at most, so that others may wait for it. It
   * is judged by the text, which need not be a roll.
   */
  boolean isQuick(EngineRequest request) {
    return switch (request) {
      case EngineRequest.Legacy legacy -> isQuick(legacy.text(), 0);
      case EngineRequest.V1 v1 -> v1.verb() != Verb.ODDS && isQuick(v1);
      case EngineRequest.Batch batch -> true;
      case EngineRequest.UnknownVerb unknown -> true;
      case EngineRequest.Malformed malformed -> true;
    };
  }

  private static boolean isQuick(EngineRequest.V1 request) {
    // A seed may have a d behind many digits.
    boolean seeded = request.verb() == Verb.SEEDED;
    int start = seeded ? Math.min(SeededBody.SEED_CHARS, request.body().length()) : 0;
    return isQuick(request.body(), start);
  }

  /**
   * Returns whether a text from an index on is short, without repeats and several results, and
   * without a number of dice that has three digits or is computed, as in {@code (99*99)d6}.
   */
  private static boolean isQuick(String text, int start) {
    if (text.length() - start > QUICK_CHARS) {
      return false;
    }
    int digits = 0; // of the number just read
    char last = ' '; // the last character that is no blank
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ') {
        continue;
      }
      boolean isDie = c == 'd' || c == 'D';
      boolean manyDice = isDie && (digits > QUICK_DICE_DIGITS || last == ')');
      if (manyDice || c == '#' || c == ';') {
        return false;
      }
      digits = c >= '0' && c <= '9' ? digits + 1 : 0;
      last = c;
    }
    return true;
  }

  /**
   * Returns whether the gateway no longer waits for the roll; requests without dice never expire.
   *
   * @param ageNanos the time since the request was received
   */
  boolean isExpired(EngineRequest request, long ageNanos) {
    return request instanceof EngineRequest.V1 v1 && rolls(v1.verb()) && v1.expired(ageNanos);
  }

  /** Returns the reply to a request of one frame that has just been received. */
  byte[] answer(EngineRequest request) {
    return answer(request, 0);
  }

  /**
   * Returns the reply to a request of one frame.
   *
   * @param ageNanos the time since the request was received; one that has expired is not rolled
   */
  byte[] answer(EngineRequest request, long ageNanos) {
    start();
    if (request instanceof EngineRequest.Batch batch) {
      writeBatch(batch, ageNanos);
    } else {
      write(request, ageNanos);
    }
    return out.finish();
  }

  /** Returns the reply to a request of more than one frame. */
  byte[] refuse(EngineRequest request) {
    start();
    if (request instanceof EngineRequest.Legacy legacy) {
      writeNotARoll(legacy);
    } else {
      malformed(request);
    }
    return out.finish();
  }

  private void start() {
    out.start();
    begin = 0;
    diceRolledBefore = diceRolled;
  }

  /** Returns whether the current request has rolled dice. */
  private boolean hasRolled() {
    return diceRolled > diceRolledBefore;
  }

  private int rollDie(int sides) {
    diceRolled++;
    return source.roll(sides);
  }

  /** Writes the replies to those requests of a batch that hold up no other. */
  private void writeBatch(EngineRequest.Batch batch, long ageNanos) {
    head(batch, Status.OK);
    String gap = "";
    long maxDiceRolled = diceRolled + MAX_BATCH_DICE;
    for (EngineRequest item : batch.items()) {
      if (isQuick(item) && out.length() < MAX_BATCH_REPLY_BYTES && diceRolled < maxDiceRolled) {
        out.raw(gap);
        gap = "\n";
        begin = out.length();
        diceRolledBefore = diceRolled;
        write(item, ageNanos);
      }
    }
  }

  private void write(EngineRequest request, long ageNanos) {
    try {
      switch (request) {
        case EngineRequest.Legacy legacy -> answerLegacy(legacy);
        case EngineRequest.V1 v1 -> {
          if (isExpired(v1, ageNanos)) {
            expire(v1);
          } else {
            answerV1(v1);
          }
        }
        case EngineRequest.Batch batch -> malformed(batch);
        case EngineRequest.UnknownVerb unknown -> head(unknown, Status.UNSUPPORTED).raw("{}");
        case EngineRequest.Malformed malformed -> malformed(malformed);
      }
    } catch (RuntimeException | StackOverflowError fault) {
      answerFault(request, incidents.report(LOG, "engine", fault));
    }
  }

  /** Counts a v1 request that expired before it was rolled. */
  private void expire(EngineRequest.V1 request) {
    metrics.count(Counter.ENGINE_REQUESTS_EXPIRED);
    head(request, Status.ERROR).raw(EXPIRED);
  }

  private void answerLegacy(EngineRequest.Legacy request) {
    String text = request.text();
    if (LEGACY_ROLL.matcher(text).matches()
        && Notation.parse(text) instanceof ParseResult.Parsed parsed
        && roller.roll(parsed.request()) instanceof RollResult.Rolled rolled) {
      writeHead(LegacyFrames.replyHead(request.id()));
      rollJson.array(rolled.rolls().get(0).dice());
    } else {
      writeNotARoll(request);
    }
  }

  private void writeNotARoll(EngineRequest.Legacy request) {
    writeHead(LegacyFrames.replyHead(request.id())).raw(LegacyFrames.NOT_A_ROLL);
  }

  private void answerV1(EngineRequest.V1 request) {
    switch (request.verb()) {
      case ROLL -> answerParsed(request, asked -> answerRoll(request, asked, false));
      case BARE ->
          answerParsed(request, asked -> answerRoll(request, asked, asked.request().plainDice()));
      case ODDS -> answerParsed(request, asked -> answerOdds(request, asked.request()));
      case BY_HAND -> answerByHand(request);
      case SEEDED -> answerSeeded(request);
      case INFO -> info(request);
      case BATCH -> throw new IllegalArgumentException("a batch has a record of its own");
    }
  }

  private void answerSeeded(EngineRequest.V1 request) {
    Optional<SeededBody> body = SeededBody.parse(request.body());
    if (body.isEmpty()) {
      malformed(request, "Expected as body: 64 hexadecimal digits, a blank, a roll.");
    } else {
      SeededBody seeded = body.get();
      answerParsed(request, seeded.expression(), asked -> answerSeeded(request, seeded, asked));
    }
  }

  private void answerSeeded(EngineRequest.V1 request, SeededBody seeded, ParseResult.Parsed asked) {
    RollResult result = seededRolls.roll(seeded.seed(), asked.request());
    diceRolled += seededRolls.drawn();
    switch (result) {
      case RollResult.Rolled rolled -> {
        head(request, Status.OK);
        rollJson.object(seeded.expression(), asked, rolled.rolls(), seededRolls::writeDrawn);
      }
      case RollResult.Refused refused -> answerError(request, refused.error());
    }
  }

  private void answerByHand(EngineRequest.V1 request) {
    Optional<HandBody> body = HandBody.parse(request.body());
    if (body.isEmpty()) {
      malformed(request, "Expected as body: the faces with commas between them, a blank, a roll.");
    } else {
      HandBody hand = body.get();
      answerParsed(request, hand.expression(), asked -> answerByHand(request, hand, asked));
    }
  }

  /* Faces of real dice are no secret to the player, so an error is not one after random dice. */
  private void answerByHand(EngineRequest.V1 request, HandBody hand, ParseResult.Parsed asked) {
    switch (HandRoller.roll(asked.request(), hand.faces())) {
      case HandResult.Rolled rolled -> {
        head(request, Status.OK);
        rollJson.object(hand.expression(), asked, rolled.rolls());
      }
      case HandResult.Refused refused -> answerError(request, refused.error());
      case HandResult.Wanted wanted -> {
        head(request, Status.ERROR);
        rollJson.wanted(wanted.error(), wanted.die());
      }
    }
  }

  private void answerParsed(EngineRequest.V1 request, Consumer<ParseResult.Parsed> answer) {
    answerParsed(request, request.body(), answer);
  }

  private void answerParsed(
      EngineRequest.V1 request, String expression, Consumer<ParseResult.Parsed> answer) {
    switch (Notation.parse(expression, settings.systems())) {
      case ParseResult.Parsed parsed -> answer.accept(parsed);
      case ParseResult.NotARoll notARoll -> answerError(request, notARoll.error());
    }
    if (out.length() - begin > EngineFrames.MAX_REPLY_BYTES) {
      answerTooLarge(request);
    }
  }

  private void answerOdds(EngineRequest.V1 request, RollRequest asked) {
    List<OddsResult> results = new ArrayList<>();
    List<Map<String, SymbolOdds>> tallies = new ArrayList<>();
    for (RequestedRoll roll : asked.rolls()) {
      OddsResult odds = Odds.of(roll, source, asked.rolls().size());
      if (odds instanceof OddsResult.Impossible impossible) {
        answerError(request, impossible.error());
        return;
      }
      results.add(odds);
      tallies.add(TallyOdds.of(roll.expression(), source, asked.rolls().size()));
    }
    head(request, Status.OK);
    oddsJson.object(asked, results, tallies);
  }

  private void answerRoll(EngineRequest.V1 request, ParseResult.Parsed asked, boolean asArray) {
    switch (roller.roll(asked.request())) {
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
    rollJson.error(error, hasRolled());
  }

  private void answerTooLarge(EngineRequest request) {
    int asked = out.length() - begin;
    head(request, Status.ERROR)
        .raw(code(DiceError.Code.LIMIT.id()) + "\"The result takes ")
        .value(asked)
        .raw(" bytes; at most ")
        .value(EngineFrames.MAX_REPLY_BYTES)
        .raw(" are allowed.\"" + (hasRolled() ? RollJson.ROLLED : "") + "}");
  }

  private void info(EngineRequest request) {
    head(request, Status.OK);
    out.raw("{\"name\":\"dicegate\",\"version\":").string(settings.version());
    out.raw(",\"features\":").strings(features());
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
    out.raw("}");
    systems();
    out.raw(",\"window\":").value(WINDOW);
    out.raw(",\"workers\":").value(settings.workers()).raw("}");
  }

  private void systems() {
    String before = ",\"systems\":[";
    for (Shorthands.Row row : settings.systems().rows()) {
      out.raw(before).raw("{\"name\":").string(row.name());
      out.raw(",\"system\":").string(row.system());
      out.raw(",\"expansion\":").string(row.expansion());
      out.raw(",\"example\":").string(row.example()).raw("}");
      before = ",";
    }
    out.raw("]");
  }

  /* A batch would have its think-time once, and not for each roll. */
  private List<String> features() {
    List<String> features = new ArrayList<>(Verb.features());
    if (!settings.thinkTime().isZero()) {
      Verb.BATCH.feature().ifPresent(features::remove);
    }
    return features;
  }

  private void malformed(EngineRequest request) {
    malformed(request, "Expected: DG1 <verb> <id> <ttlMs> <body>, in one frame of UTF-8.");
  }

  private void malformed(EngineRequest request, String message) {
    head(request, Status.ERROR).raw(code(EngineFault.MALFORMED.code())).string(message).raw("}");
  }

  private void answerFault(EngineRequest request, String incident) {
    if (request instanceof EngineRequest.Legacy legacy) {
      writeNotARoll(legacy);
      return;
    }
    head(request, Status.ERROR)
        .raw(code(EngineFault.INTERNAL.code()) + "\"The dice engine failed.\",\"incident\":")
        .string(incident)
        .raw("}");
  }

  /** Returns the start of an error object, up to the value of its message. */
  private static String code(String code) {
    return "{\"code\":\"" + code + "\",\"message\":";
  }

  private ReplyWriter head(EngineRequest request, Status status) {
    return writeHead(EngineFrames.replyHead(request.id(), status));
  }

  /** Begins the current reply, in place of what may be written of it. */
  private ReplyWriter writeHead(String head) {
    out.cut(begin);
    return out.opaque(head);
  }
}
