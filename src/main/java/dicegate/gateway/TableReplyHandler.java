package dicegate.gateway;

import dicegate.table.JoinAnswer;
import dicegate.table.ShareAnswer;
import dicegate.table.log.Audience;
import dicegate.table.log.IdempotencyKey;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ServerError;
import java.util.concurrent.CompletableFuture;

/**
 * Answers a roll at a table: the result is first appended to the table's history, then the player
 * is answered. An error is sent to the player alone.
 *
 * @param direct answers the player
 * @param seat the player's seat, perhaps not completed yet
 * @param key the same for the same request
 * @param requester reports faults of the server
 */
record TableReplyHandler(
    JsonReplyHandler direct,
    CompletableFuture<JoinAnswer> seat,
    IdempotencyKey key,
    Audience to,
    String label,
    EngineRequester requester)
    implements ReplyHandler {

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both answered
  public void result(String json) {
    seat.thenCompose(answer -> share(answer, json))
        .thenAccept(this::complete)
        .exceptionally(
            failure -> {
              direct.failed(requester.reportFault("table", failure));
              return null;
            });
  }

  @Override
  public void refused(ServerError error) {
    direct.refused(error);
  }

  @Override
  public void failed(ServerError error) {
    direct.failed(error);
  }

  private CompletableFuture<ShareAnswer> share(JoinAnswer answer, String json) {
    return switch (answer) {
      case JoinAnswer.Joined joined -> joined.seat().share(key, to, label, json);
      case JoinAnswer.Refused refused ->
          CompletableFuture.completedFuture(new ShareAnswer.Refused(ErrorCode.NO_TABLE));
    };
  }

  private void complete(ShareAnswer answer) {
    switch (answer) {
      case ShareAnswer.Shared shared -> direct.shared(shared.seq(), shared.roll());
      case ShareAnswer.Refused refused -> direct.failed(ServerError.of(refused.why()));
    }
  }
}
