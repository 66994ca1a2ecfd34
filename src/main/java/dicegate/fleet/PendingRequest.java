package dicegate.fleet;

import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its answer. Created by the asker's thread, then confined to the fleet's
 * thread, except for {@link #complete}.
 */
final class PendingRequest {

  /** Lost by this many engines, a request may be what they died of, and is not sent again. */
  private static final int MAX_LOSSES = 2;

  private final RequestId id;
  private final UUID client;
  private final Verb verb;
  private final String expression;
  private final long deadlineNanos;
  private final CompletableFuture<EngineAnswer> answer;
  private @Nullable EngineLink lostBy;
  private int losses;
  private boolean leftOut;

  /**
   * Makes a request.
   *
   * @param id the gateway's own id of the request
   * @param client the asker's id, for fairness
   * @param deadlineNanos the time by which it must be answered, on the fleet's clock
   * @param answer receives the answer; only the first completion counts
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

  /** Returns the engine that lost it last; null if it was never lost. */
  @Nullable EngineLink lostBy() {
    return lostBy;
  }

  /** Records that an engine lost it; returns whether another engine may try. */
  boolean onLost(EngineLink by) {
    lostBy = by;
    return ++losses < MAX_LOSSES;
  }

  /** Records that an engine left it out of the reply to a batch, since it takes long. */
  void onLeftOut() {
    leftOut = true;
  }

  /**
   * Returns whether its answer may take long, so that others should not wait behind it: odds, and a
   * roll that an engine left out of a batch.
   */
  boolean isSlow() {
    return leftOut || isOdds();
  }

  /**
   * Returns whether its answer may take seconds, so that an engine that is silent meanwhile need
   * not be dead. No roll takes so long.
   */
  boolean isOdds() {
    return switch (verb) {
      case ODDS -> true;
      case ROLL, BARE, BATCH, INFO -> false;
    };
  }

  /** Returns whether it may share a message with others: it delayed and killed no engine so far. */
  boolean isBatchable() {
    return losses == 0 && !isSlow();
  }

  /** Completes the request, unless it is completed already. */
  void complete(EngineAnswer with) {
    answer.complete(with);
  }

  boolean isCompleted() {
    return answer.isDone();
  }
}
