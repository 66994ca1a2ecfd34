package dicegate.gateway;

import dicegate.table.ShareAnswer;
import dicegate.table.log.TableRoll;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

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
 * @param requester reports faults of the server
 */
record TableReplyHandler(
    TableRollReply direct,
    String expr,
    Function<String, CompletableFuture<ShareAnswer>> publisher,
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
    share(json.failedRoll(expr, error), this::complete);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both answered
  private void share(String roll, Consumer<ShareAnswer> complete) {
    publisher
        .apply(roll)
        .thenAccept(complete)
        .exceptionally(
            failure -> {
              direct.failed(requester.reportFault("table", failure));
              return null;
            });
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
