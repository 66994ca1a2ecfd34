package dicegate.fleet;

import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request that has no answer yet. Made by whoever asks, confined to the fleet's thread from then
 * on, save {@link #complete}.
 */
final class PendingRequest {

  /** A request that was in flight on so many engines that died may be what they died of. */
  private static final int MAX_LOSSES = 2;

  private final RequestId id;
  private final UUID client;
  private final Verb verb;
  private final String expression;
  private final long deadlineNanos;
  private final CompletableFuture<EngineAnswer> answer;
  private @Nullable EngineLink lostBy;
  private int losses;

  /**
   * Makes a request.
   *
   * @param id our own id of it
   * @param client who asks
   * @param deadlineNanos when it must be answered, on the fleet's clock
   * @param answer completed once, by whoever settles the request
   */
  PendingRequest(
      RequestId id,
      UUID client,
      Verb verb,
      String expression,
      long deadlineNanos,
      CompletableFuture<EngineAnswer> answer) {
    this.id = id;
    this.client = client;
    this.verb = verb;
    this.expression = expression;
    this.deadlineNanos = deadlineNanos;
    this.answer = answer;
  }

  RequestId id() {
    return id;
  }

  UUID client() {
    return client;
  }

  Verb verb() {
    return verb;
  }

  String expression() {
    return expression;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Returns the engine that lost it last; null if none did. */
  @Nullable EngineLink lostBy() {
    return lostBy;
  }

  /** Notes that an engine had it and gave no usable answer; tells whether another may try. */
  boolean onLost(EngineLink by) {
    lostBy = by;
    return ++losses < MAX_LOSSES;
  }

  /** Answers the request, unless it is answered already. */
  void complete(EngineAnswer with) {
    answer.complete(with);
  }

  boolean isCompleted() {
    return answer.isDone();
  }
}
