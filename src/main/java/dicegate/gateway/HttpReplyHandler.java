package dicegate.gateway;

import dicegate.wire.json.ServerError;
import java.util.concurrent.CompletableFuture;

/** Answers a request over HTTP. */
record HttpReplyHandler(CompletableFuture<HttpResult> answer) implements ReplyHandler {

  @Override
  public void result(String json) {
    answer.complete(new HttpResult.Ok(json));
  }

  @Override
  public void refused(ServerError error) {
    answer.complete(new HttpResult.Failed(error));
  }

  @Override
  public void failed(ServerError error) {
    answer.complete(new HttpResult.Failed(error));
  }
}
