package dicegate.fleet;

import dicegate.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The outcome of one request to the engines; each request has exactly one. */
public sealed interface EngineAnswer {

  /**
   * An engine rolled, or calculated the odds.
   *
   * @param json the result, one JSON value
   * @param unseededBy the name of the engine, if the request had a seed and the engine rolled dice
   *     of its own, since it knows no seeds, which may be empty; else null
   */
  record Rolled(String json, @Nullable String unseededBy) implements EngineAnswer {

    /** Makes the answer to a request without a seed, or of an engine that used the seed. */
    public Rolled(String json) {
      this(json, null);
    }
  }

  /**
   * An engine refused the expression.
   *
   * @param json the engine's error object
   * @param unseededBy as in {@link Rolled}
   */
  record Refused(String json, @Nullable String unseededBy) implements EngineAnswer {

    /** Makes the answer to a request without a seed, or of an engine that used the seed. */
    public Refused(String json) {
      this(json, null);
    }
  }

  /** The engine does not know the verb. */
  record Unsupported() implements EngineAnswer {}

  /**
   * No engine answered; the player did nothing wrong.
   *
   * @param reason why: the queue was full, no engine was there, the deadline passed, and so on
   */
  record Unavailable(ErrorCode reason) implements EngineAnswer {}
}
