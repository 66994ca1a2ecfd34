package dicegate.gateway;

import dicegate.wire.json.ServerError;

/**
 * Passes an answer on; an error about a text with values is made one about the player's text.
 *
 * @param direct answers the player
 * @param text what the engine was asked
 */
record VariableReplyHandler(ReplyHandler direct, VariableText text) implements ReplyHandler {

  @Override
  public void result(String json) {
    direct.result(json);
  }

  @Override
  public void refused(ServerError error) {
    direct.refused(text.translate(error));
  }

  @Override
  public void failed(ServerError error) {
    direct.failed(error);
  }
}
