package dicegate.gateway;

import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import jakarta.json.JsonValue;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers a frame of the JSON dialect: at once, with the id of the request, over the connection
 * that last sent that id. The session keeps the answer, except for a temporary error.
 *
 * @param frame builds the frame from the id and an engine's result
 */
record JsonReplyHandler(
    ResumableSession session,
    RequestHistory.TrackedRequest request,
    JsonValue id,
    JsonCodec json,
    BiFunction<JsonValue, String, String> frame)
    implements ReplyHandler, TableRollReply {

  @Override
  public void result(String result) {
    complete(frame.apply(id, result), true);
  }

  @Override
  public void refused(ServerError error) {
    complete(json.error(id, error), true);
  }

  @Override
  public void failed(ServerError error) {
    complete(json.error(id, error), !error.temporary());
  }

  @Override
  public void shared(long seq, @Nullable String roll) {
    complete(json.tableResult(id, seq, roll), true);
  }

  private void complete(String text, boolean keep) {
    Outbox requester = session.complete(request, text, keep);
    if (requester != null) {
      requester.send(text);
    }
  }
}
