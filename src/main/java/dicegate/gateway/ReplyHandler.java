package dicegate.gateway;

import dicegate.wire.json.ServerError;

/** Where one request's answer goes, and how the dialect of the asker puts it. */
sealed interface ReplyHandler
    permits BareReplyHandler, HttpReplyHandler, JsonReplyHandler, TableReplyHandler {

  /** Answers with an engine's result, which is JSON. */
  void result(String json);

  /** Answers that this is not a roll: the player's fault. */
  void refused(ServerError error);

  /** Answers that the service could not answer. */
  void failed(ServerError error);
}
