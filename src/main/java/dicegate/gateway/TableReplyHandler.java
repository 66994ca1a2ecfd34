package dicegate.gateway;

import dicegate.table.JoinAnswer;
import dicegate.table.ShareAnswer;
import dicegate.table.log.Audience;
import dicegate.table.log.IdempotencyKey;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ServerError;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A reply to a roll at a table: the result gets its place there first, and the asker is answered
 * when it has. What is no result goes to the asker alone.
 *
 * @param direct answers the asker
 * @param seat where the asker sits, or will
 * @param key the same for the same request
 * @param fault reports a fault of ours, and makes the error for the asker
 */
record TableReplyHandler(
    JsonReplyHandler direct,
    CompletableFuture<JoinAnswer> seat,
    IdempotencyKey key,
    Audience to,
    String label,
    Function<Throwable, ServerError> fault)
    implements ReplyHandler {

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // both ways end in an answer
  public void result(String json) {
    seat.thenCompose(answer -> share(answer, json))
        .thenAccept(this::complete)
        .exceptionally(
            failure -> {
              direct.failed(fault.apply(failure));
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
