package dicegate.gateway;

/** The state of a request's id in its session, which decides how the request is served. */
sealed interface IdempotencyCheck {

  /** The id is new: the request is to be sent, and {@linkplain ResumableSession#complete ended}. */
  record Fresh(RequestHistory.TrackedRequest request) implements IdempotencyCheck {}

  /** The same request is running: its answer goes to the connection that last sent the id. */
  record Joined() implements IdempotencyCheck {}

  /**
   * The same request is answered.
   *
   * @param frame the answer, a whole frame
   */
  record Repeated(String frame) implements IdempotencyCheck {}

  /** The id is answered, and the answer is no longer kept. */
  record AnswerDropped() implements IdempotencyCheck {}

  /** The id belongs to a different request. */
  record Reused() implements IdempotencyCheck {}

  /** The session has the maximum number of running requests. */
  record Full() implements IdempotencyCheck {}

  /** The session belongs to another connection by now. */
  record Replaced() implements IdempotencyCheck {}
}
