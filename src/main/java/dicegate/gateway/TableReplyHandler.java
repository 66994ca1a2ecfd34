package dicegate.gateway;

import dicegate.table.ProofFor;
import dicegate.table.ShareAnswer;
import dicegate.table.log.TableRoll;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers a roll at a table: the result is first appended to the table's history, then the player
 * is answered.
 *
 * <p>An error that occurs after dice were rolled is appended too. If it were not, an expression
 * that fails for low results would let a player roll until the others see a high one.
 *
 * @param direct answers the player
 * @param expr the expression as the player wrote it
 * @param publisher appends JSON to the table's history, for those who may see this roll
 * @param seeded gives the proof, and the order of publication; null for dice of no seed
 * @param requester reports faults of the server
 */
record TableReplyHandler(
    TableRollReply direct,
    String expr,
    BiFunction<String, ProofFor, CompletableFuture<ShareAnswer>> publisher,
    @Nullable SeededRoll seeded,
    JsonCodec json,
    EngineRequester requester)
    implements ReplyHandler {

  private static final ShareAnswer STORE_FULL = new ShareAnswer.Refused(ErrorCode.STORE_FULL);

  @Override
  public void result(String roll, @Nullable String unseededBy) {
    if (roll.length() > TableRoll.MAX_ROLL_CHARS) {
      share(unseededBy, proof -> shareError(ServerError.of(ErrorCode.TOO_LARGE), proof));
    } else {
      share(unseededBy, proof -> shareResult(roll, proof));
    }
  }

  @Override
  public void refused(ServerError error, @Nullable String unseededBy) {
    if (error.rolled()) {
      share(unseededBy, proof -> shareError(error, proof));
    } else {
      skip();
      direct.refused(error);
    }
  }

  @Override
  public void failed(ServerError error) {
    skip();
    direct.failed(error);
  }

  private void skip() {
    if (seeded != null) {
      seeded.skip();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both answered
  private void share(
      @Nullable String unseededBy, Function<ProofFor, CompletableFuture<ShareAnswer>> publication) {
    if (seeded == null) {
      publication.apply(ProofFor.NONE).whenComplete(this::complete);
    } else {
      seeded.publish(unseededBy, publication, this::complete);
    }
  }

  /** Publishes a result; that one is too large for a store that fills is seen by all, too. */
  private CompletableFuture<ShareAnswer> shareResult(String roll, ProofFor proof) {
    return publisher
        .apply(roll, proof)
        .thenCompose(
            answer ->
                answer.equals(STORE_FULL)
                    ? shareError(ServerError.of(ErrorCode.TOO_LARGE), proof)
                    : CompletableFuture.completedFuture(answer));
  }

  private CompletableFuture<ShareAnswer> shareError(ServerError error, ProofFor proof) {
    return publisher.apply(json.failedRoll(expr, error), proof);
  }

  /* A future discards exceptions of its callbacks; here they are logged, and the player gets an error. */
  private void complete(@Nullable ShareAnswer answer, @Nullable Throwable failure) {
    if (answer == null || failure != null) {
      Throwable fault = failure != null ? failure : new IllegalStateException("no answer");
      direct.failed(requester.reportFault("table", fault));
      return;
    }
    try {
      complete(answer);
    } catch (RuntimeException fault) {
      direct.failed(requester.reportFault("table", fault));
    }
  }

  private void complete(ShareAnswer answer) {
    switch (answer) {
      case ShareAnswer.Shared shared -> direct.shared(shared.seq(), shared.roll(), shared.proof());
      case ShareAnswer.SharedError shared ->
          direct.sharedError(
              json.failedRollError(shared.roll())
                  .orElseGet(() -> ServerError.of(ErrorCode.BAD_REPLY)),
              shared.proof());
      case ShareAnswer.Refused refused -> direct.failed(ServerError.of(refused.why()));
    }
  }
}
