package dicegate.telemetry;

import java.util.Locale;

/** The timed parts of a request, a histogram each. */
public enum Timing {
  /**
   * From the gateway's request to the answer: queueing, the network in both directions, the engine.
   */
  GATEWAY,
  /** From sending a request to its engine to the reply; of repeated attempts the last one. */
  ENGINE;

  String part() {
    return name().toLowerCase(Locale.ROOT);
  }
}
