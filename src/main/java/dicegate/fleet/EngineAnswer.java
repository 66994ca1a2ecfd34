package dicegate.fleet;

/** What became of one request to the engines; there is always exactly one. */
public sealed interface EngineAnswer {

  /**
   * An engine rolled, or told the odds.
   *
   * @param json the result, one JSON value
   */
  record Rolled(String json) implements EngineAnswer {}

  /**
   * An engine looked at it and refused.
   *
   * @param json the engine's error object
   */
  record Refused(String json) implements EngineAnswer {}

  /** The engine does not know the verb. */
  record Unsupported() implements EngineAnswer {}

  /** No engine answered; the player did nothing wrong. */
  record Unavailable(Reason reason) implements EngineAnswer {}

  /** Why no engine answered. */
  enum Reason {
    /** Nobody answered within the deadline. */
    TIMEOUT("timeout", "The dice engine did not answer in time.", 1_000),
    /** As many requests as may wait are waiting already. */
    BUSY("busy", "Too many rolls are waiting.", 500),
    /** The connection to the engine was given up with the request unanswered. */
    ENGINE_LOST("engine_lost", "The dice engine was lost before it answered.", 200),
    /** The engine answered what is no answer. */
    BAD_REPLY("bad_reply", "The dice engine gave no usable answer.", 1_000),
    /** The gateway is shutting down. */
    STOPPED("stopped", "The service is stopping.", 2_000);

    private final String code;
    private final String text;
    private final int retryAfterMillis;

    Reason(String code, String text, int retryAfterMillis) {
      this.code = code;
      this.text = text;
      this.retryAfterMillis = retryAfterMillis;
    }

    /** Returns the reason for programs; stable, it travels to clients. */
    public String code() {
      return code;
    }

    /** Returns the reason for a person. */
    public String text() {
      return text;
    }

    /** Returns when trying again makes sense, in milliseconds. */
    public int retryAfterMillis() {
      return retryAfterMillis;
    }
  }
}
