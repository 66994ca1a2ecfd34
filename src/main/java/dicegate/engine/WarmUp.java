package dicegate.engine;

import dicegate.dice.SecureDieSource;
import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineRequest;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.time.Duration;
import java.util.List;

/**
 * Answers rolls that nobody asked for, so that the JVM has compiled the road of a roll before the
 * first real one.
 *
 * <p>An engine in a new JVM takes some ten times the processor time for a roll, above all for the
 * hashes of a seed. One that starts because another one has died would get that one's rolls at
 * once, and fall behind.
 */
final class WarmUp {

  private static final int ROLLS = 20_000;

  /** On a slow machine, to serve slowly is better than not to serve. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private static final long TTL_MILLIS = 60_000;

  private static final List<String> EXPRESSIONS =
      List.of(
          "3d6", "1d20+5", "4d6kh3", "2d20kh1+7>=15", "8d6", "1d100", "6#4d6kh3", "2d8[fire]+1d4");

  private static final List<Verb> VERBS = List.of(Verb.SEEDED, Verb.ROLL, Verb.BARE);

  private WarmUp() {}

  /** Returns the number of rolls that were answered. */
  static int run(EngineSettings settings) {
    // Its metrics are dropped: nobody asked for these rolls.
    Responder responder = new Responder(settings, new SecureDieSource(), new Metrics());
    long end = System.nanoTime() + LIMIT.toNanos();
    int rolls = 0;
    while (rolls < ROLLS && System.nanoTime() < end) {
      responder.answer(request(rolls), 0);
      rolls++;
    }
    return rolls;
  }

  /** Returns one of the requests; each has a text that is a roll. */
  static EngineRequest request(int number) {
    Verb verb = VERBS.get(number % VERBS.size());
    String expression = EXPRESSIONS.get(number / VERBS.size() % EXPRESSIONS.size());
    String seed = "%064x ".formatted(number);
    byte[] frame =
        EngineFrames.request(
            verb,
            new RequestId(number),
            TTL_MILLIS,
            verb == Verb.SEEDED ? seed + expression : expression);
    return EngineFrames.parse(frame);
  }
}
