package dicegate.gateway;

import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import jakarta.json.JsonValue;
import java.util.function.BiFunction;

/**
 * A reply to a frame of the JSON dialect: as soon as it is there, under the id it was asked with.
 *
 * @param frame puts the id and an engine's result into a frame
 */
record JsonReply(
    Outbox outbox, JsonValue id, JsonCodec json, BiFunction<JsonValue, String, String> frame)
    implements Reply {

  @Override
  public void result(String result) {
    outbox.send(frame.apply(id, result));
  }

  @Override
  public void refused(ServerError error) {
    outbox.send(json.error(id, error));
  }

  @Override
  public void failed(ServerError error) {
    outbox.send(json.error(id, error));
  }
}
