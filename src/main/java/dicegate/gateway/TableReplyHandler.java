package dicegate.gateway;

import dicegate.table.JoinAnswer;
import dicegate.table.ShareAnswer;
import dicegate.table.log.Addressees;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.TableRoll;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ClientMessage;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers a roll at a table: the result is first appended to the table's history, then the player
 * is answered.
 *
 * <p>An error that occurs after dice were rolled is appended too. If it were not, an expression
 * that fails for low results would let a player roll until the others see a high one.
 *
 * @param direct answers the player
 * @param seat the player's seat, perhaps not completed yet
 * @param request the player's request
 * @param fingerprint differs between different requests under the same id
 * @param to the members who may see the roll; null for those that the table's policy says
 * @param requester reports faults of the server
 */
record TableReplyHandler(
    JsonReplyHandler direct,
    CompletableFuture<JoinAnswer> seat,
    ClientMessage.Roll request,
    String fingerprint,
    @Nullable Addressees to,
    JsonCodec json,
    EngineRequester requester)
    implements ReplyHandler {

  private static final ShareAnswer STORE_FULL = new ShareAnswer.Refused(ErrorCode.STORE_FULL);

  @Override
  public void result(String roll) {
    if (roll.length() > TableRoll.MAX_ROLL_CHARS) {
      shareError(ServerError.of(ErrorCode.TOO_LARGE));
    } else {
      share(roll, this::completeResult);
    }
  }

  @Override
  public void refused(ServerError error) {
    if (error.rolled()) {
      shareError(error);
    } else {
      direct.refused(error);
    }
  }

  @Override
  public void failed(ServerError error) {
    direct.failed(error);
  }

  private void shareError(ServerError error) {
    share(json.failedRoll(request.expr(), error), this::complete);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both answered
  private void share(String roll, Consumer<ShareAnswer> complete) {
    seat.thenCompose(answer -> share(answer, roll))
        .thenAccept(complete)
        .exceptionally(
            failure -> {
              direct.failed(requester.reportFault("table", failure));
              return null;
            });
  }

  private CompletableFuture<ShareAnswer> share(JoinAnswer answer, String roll) {
    return switch (answer) {
      case JoinAnswer.Joined joined -> joined.seat().share(key(joined), to, request.label(), roll);
      case JoinAnswer.Refused refused ->
          CompletableFuture.completedFuture(new ShareAnswer.Refused(ErrorCode.NO_TABLE));
    };
  }

  private IdempotencyKey key(JoinAnswer.Joined joined) {
    String member = joined.seat().member().id();
    return IdempotencyKey.of(member, request.id().toString(), fingerprint);
  }

  /** Completes a result; that one is too large for a store that fills is seen by all, too. */
  private void completeResult(ShareAnswer answer) {
    if (answer.equals(STORE_FULL)) {
      shareError(ServerError.of(ErrorCode.TOO_LARGE));
    } else {
      complete(answer);
    }
  }

  private void complete(ShareAnswer answer) {
    switch (answer) {
      case ShareAnswer.Shared shared -> direct.shared(shared.seq(), shared.roll());
      case ShareAnswer.SharedError shared ->
          direct.refused(
              json.failedRollError(shared.roll())
                  .orElseGet(() -> ServerError.of(ErrorCode.BAD_REPLY)));
      case ShareAnswer.Refused refused -> direct.failed(ServerError.of(refused.why()));
    }
  }
}
