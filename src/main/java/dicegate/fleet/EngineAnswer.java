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
    /** No engine is there to be asked. */
    NO_ENGINE("no_engine", "No dice engine is there.", 1_000),
    /** The gateway had to begin anew with the request unanswered. */
    ENGINE_LOST("engine_lost", "The dice engine was lost before it answered.", 200),
    /** Two engines died while they had the request; a third is not risked. */
    QUARANTINED("quarantined", "The dice engines failed at this."),
    /** The engine answered what is no answer. */
    BAD_REPLY("bad_reply", "The dice engine gave no usable answer.", 1_000),
    /** The gateway is shutting down. */
    STOPPED("stopped", "The service is stopping.", 2_000);

    private final String code;
    private final String text;
    private final boolean temporary;
    private final int retryAfterMillis;

    Reason(String code, String text) {
      this.code = code;
      this.text = text;
      this.temporary = false;
      this.retryAfterMillis = 0;
    }

    Reason(String code, String text, int retryAfterMillis) {
      this.code = code;
      this.text = text;
      this.temporary = true;
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

    /** Tells whether the same request may work later. */
    public boolean temporary() {
      return temporary;
    }

    /** Returns when trying again makes sense, in milliseconds, if temporary. */
    public int retryAfterMillis() {
      return retryAfterMillis;
    }
  }
}
