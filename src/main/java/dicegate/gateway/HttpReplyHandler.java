package dicegate.gateway;

import dicegate.wire.json.ServerError;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers a request over HTTP. */
record HttpReplyHandler(CompletableFuture<HttpResult> answer) implements ReplyHandler {

  @Override
  public void result(String json, @Nullable String unseededBy) {
    answer.complete(new HttpResult.Ok(json));
  }

  @Override
  public void refused(ServerError error, @Nullable String unseededBy) {
    answer.complete(new HttpResult.Failed(error));
  }

  @Override
  public void failed(ServerError error) {
    answer.complete(new HttpResult.Failed(error));
  }
}
