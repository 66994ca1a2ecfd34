package dicegate.fleet;

import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.SeededBody;
import dicegate.wire.frames.Verb;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its answer. Created by the asker's thread, then confined to the fleet's
 * thread, except for {@link #complete}.
 */
final class PendingRequest {

  /** Lost by this many engines, a request may be what they died of, and is not sent again. */
  private static final int MAX_LOSSES = 2;

  /** A longer expression may take long, as far as a gateway can tell, which knows no dice. */
  private static final int MAX_QUICK_CHARS = 256;

  private final RequestId id;
  private final Asker asker;
  private final Verb verb;
  private final String body;
  private final long deadlineNanos;
  private final CompletableFuture<EngineAnswer> answer;
  private @Nullable EngineLink lostBy;
  private int losses;
  private @Nullable Account account;
  private WorkClass workClass;
  private double chargedNanos;
  private long workNanos;

  /**
   * Makes a request.
   *
   * @param id the gateway's own id of the request
   * @param asker who is charged for it
   * @param body what the engine gets, see {@link #body()}
   * @param deadlineNanos the time by which it must be answered, on the fleet's clock
   * @param answer receives the answer; only the first completion counts
   */
  PendingRequest(
      RequestId id,
      Asker asker,
      Verb verb,
      String body,
      long deadlineNanos,
      CompletableFuture<EngineAnswer> answer) {
    this.id = id;
    this.asker = asker;
    this.verb = verb;
    this.body = body;
    this.deadlineNanos = deadlineNanos;
    this.answer = answer;
    this.workClass = verb == Verb.ODDS ? WorkClass.ODDS : WorkClass.QUICK;
  }

  RequestId id() {
    return id;
  }

  Asker asker() {
    return asker;
  }

  Verb verb() {
    return verb;
  }

  /** Returns what the engine gets: the expression, with what the verb adds to it. */
  String body() {
    return body;
  }

  /** Returns the body without its seed. */
  String expression() {
    return verb == Verb.SEEDED ? body.substring(SeededBody.EXPRESSION_START) : body;
  }

  private int expressionLength() {
    return verb == Verb.SEEDED ? body.length() - SeededBody.EXPRESSION_START : body.length();
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Returns the engine that lost it last; null if it was never lost. */
  @Nullable EngineLink lostBy() {
    return lostBy;
  }

  /** Has another engine than this one get it, if there is one. */
  void avoid(EngineLink link) {
    lostBy = link;
  }

  /**
   * Records that an engine lost it; returns whether another engine may try. A roll that has a seed
   * is the same on every engine, so of an engine that only fell silent it is tried again as long as
   * there is time.
   *
   * @param suspect whether the request may be the cause
   */
  boolean onLost(EngineLink by, boolean suspect) {
    lostBy = by;
    losses += suspect || verb != Verb.SEEDED ? 1 : 0;
    return losses < MAX_LOSSES;
  }

  /** Sets the account that is charged for it, and the class that follows from it. */
  void assign(Account charged) {
    account = charged;
    if (workClass == WorkClass.QUICK) {
      workClass = expressionLength() > MAX_QUICK_CHARS ? WorkClass.HEAVY : charged.classOfRolls();
    }
  }

  /**
   * Returns the account that is charged for it.
   *
   * @throws IllegalStateException if it was never queued
   */
  Account account() {
    if (account == null) {
      throw new IllegalStateException("not queued: " + id);
    }
    return account;
  }

  WorkClass workClass() {
    return workClass;
  }

  /** Records that an engine left it out of the reply to a batch, since it takes long. */
  void onLeftOut() {
    workClass = workClass == WorkClass.QUICK ? WorkClass.HEAVY : workClass;
  }

  /** Records that its account was charged with an estimate. */
  void onCharged(double estimateNanos) {
    chargedNanos += estimateNanos;
  }

  /**
   * Returns by how much the work done for it is more than the estimates that its account was
   * charged with, in nanoseconds, to be charged now; less than 0 if it is less.
   */
  double takeUncharged() {
    double uncharged = (double) workNanos - chargedNanos;
    chargedNanos = (double) workNanos;
    return uncharged;
  }

  /** Adds work that an engine did for it. */
  void addWork(long nanos) {
    workNanos += nanos;
  }

  /** Returns the work that engines did for it, in nanoseconds of one worker. */
  long workNanos() {
    return workNanos;
  }

  /** Returns whether its answer may take long, so that others should not wait behind it. */
  boolean isSlow() {
    return workClass != WorkClass.QUICK;
  }

  /**
   * Returns whether its answer may take seconds, so that an engine that is silent meanwhile need
   * not be dead. No roll takes so long.
   */
  boolean isOdds() {
    return workClass == WorkClass.ODDS;
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
