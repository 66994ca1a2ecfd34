package dicegate.gateway;

import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import jakarta.json.JsonValue;

/** A reply to a {@code roll} frame: as soon as it is there, under the id it was asked with. */
record JsonReply(Outbox outbox, JsonValue id, JsonCodec json) implements Reply {

  @Override
  public void result(String result) {
    outbox.send(json.result(id, result));
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
