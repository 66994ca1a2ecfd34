package dicegate.telemetry;

import java.util.Locale;

/** What is timed of a roll, and of a question for odds: each part by a histogram of its own. */
public enum Timing {
  /** From the gateway's asking to the answer: waiting, the engine, and the way there and back. */
  GATEWAY,
  /** From the request's leaving for its engine to the reply; of lost requests the last try. */
  ENGINE;

  String part() {
    return name().toLowerCase(Locale.ROOT);
  }
}
