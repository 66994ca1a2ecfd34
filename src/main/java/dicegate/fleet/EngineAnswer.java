package dicegate.fleet;

import dicegate.wire.ErrorCode;

/** The outcome of one request to the engines; each request has exactly one. */
public sealed interface EngineAnswer {

  /**
   * An engine rolled, or calculated the odds.
   *
   * @param json the result, one JSON value
   */
  record Rolled(String json) implements EngineAnswer {}

  /**
   * An engine refused the expression.
   *
   * @param json the engine's error object
   */
  record Refused(String json) implements EngineAnswer {}

  /** The engine does not know the verb. */
  record Unsupported() implements EngineAnswer {}

  /**
   * No engine answered; the player did nothing wrong.
   *
   * @param reason why: the queue was full, no engine was there, the deadline passed, and so on
   */
  record Unavailable(ErrorCode reason) implements EngineAnswer {}
}
