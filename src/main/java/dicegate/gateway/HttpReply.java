package dicegate.gateway;

import dicegate.wire.json.ServerError;
import java.util.concurrent.CompletableFuture;

/** A reply to a request over HTTP: the response. */
record HttpReply(CompletableFuture<HttpAnswer> answer) implements Reply {

  @Override
  public void result(String json) {
    answer.complete(new HttpAnswer.Ok(json));
  }

  @Override
  public void refused(ServerError error) {
    answer.complete(HttpAnswer.Failed.of(error));
  }

  @Override
  public void failed(ServerError error) {
    answer.complete(HttpAnswer.Failed.of(error));
  }
}
