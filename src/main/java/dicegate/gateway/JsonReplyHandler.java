package dicegate.gateway;

import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import jakarta.json.JsonValue;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A reply to a frame of the JSON dialect: as soon as it is there, under the id it was asked with,
 * to the connection that asked for it last. The session keeps it, unless it is an error that will
 * pass.
 *
 * @param frame puts the id and an engine's result into a frame
 */
record JsonReplyHandler(
    ResumableSession session,
    ResumableSession.TrackedRequest request,
    JsonValue id,
    JsonCodec json,
    BiFunction<JsonValue, String, String> frame)
    implements ReplyHandler {

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

  /**
   * Answers that the result has its place at a table.
   *
   * @param roll the result; null if the asker may not see it
   */
  void shared(long seq, @Nullable String roll) {
    complete(json.tableResult(id, seq, roll), true);
  }

  private void complete(String text, boolean keep) {
    Outbox asker = session.complete(request, text, keep);
    if (asker != null) {
      asker.send(text);
    }
  }
}
