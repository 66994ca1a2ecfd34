package dicegate.gateway;

import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import jakarta.json.JsonValue;
import java.util.function.BiFunction;

/**
 * A reply to a frame of the JSON dialect: as soon as it is there, under the id it was asked with,
 * to the connection that asked for it last. The session keeps it, unless it is an error that will
 * pass.
 *
 * @param frame puts the id and an engine's result into a frame
 */
record JsonReply(
    Session session,
    Session.Asked asked,
    JsonValue id,
    JsonCodec json,
    BiFunction<JsonValue, String, String> frame)
    implements Reply {

  @Override
  public void result(String result) {
    settle(frame.apply(id, result), true);
  }

  @Override
  public void refused(ServerError error) {
    settle(json.error(id, error), true);
  }

  @Override
  public void failed(ServerError error) {
    settle(json.error(id, error), !error.temporary());
  }

  private void settle(String text, boolean keep) {
    session.settle(asked, text, keep).send(text);
  }
}
