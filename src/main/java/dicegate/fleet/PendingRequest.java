package dicegate.fleet;

import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A request that has no answer yet.
 *
 * @param id our own id of it
 * @param client who asks
 * @param deadlineNanos when it must be answered, on the fleet's clock
 * @param answer completed once, by whoever settles the request
 */
record PendingRequest(
    RequestId id,
    UUID client,
    Verb verb,
    String expression,
    long deadlineNanos,
    CompletableFuture<EngineAnswer> answer) {

  /** Answers the request, unless it is answered already. */
  void settle(EngineAnswer with) {
    answer.complete(with);
  }

  boolean settled() {
    return answer.isDone();
  }
}
