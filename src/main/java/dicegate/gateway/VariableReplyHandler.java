package dicegate.gateway;

import dicegate.wire.json.ServerError;
import org.jspecify.annotations.Nullable;

/**
 * Passes an answer on; an error about a text with values is made one about the player's text.
 *
 * @param direct answers the player
 * @param text what the engine was asked
 */
record VariableReplyHandler(ReplyHandler direct, VariableText text) implements ReplyHandler {

  @Override
  public void result(String json, @Nullable String unseededBy) {
    direct.result(json, unseededBy);
  }

  @Override
  public void refused(ServerError error, @Nullable String unseededBy) {
    direct.refused(text.translate(error), unseededBy);
  }

  @Override
  public void failed(ServerError error) {
    direct.failed(error);
  }
}
