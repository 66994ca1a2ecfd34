package dicegate.gateway;

import dicegate.table.log.TableProof;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers a roll at a table over HTTP. */
record HttpTableRollReply(CompletableFuture<HttpResult> answer, JsonCodec json)
    implements TableRollReply {

  @Override
  public void shared(long seq, @Nullable String roll, @Nullable TableProof proof) {
    answer.complete(new HttpResult.Ok(json.httpTableRoll(seq, roll)));
  }

  @Override
  public void sharedError(ServerError error, @Nullable TableProof proof) {
    refused(error);
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
