package dicegate.gateway;

import dicegate.wire.json.ServerError;

/** Delivers the answer to one request, in the client's dialect. One method is called, once. */
sealed interface ReplyHandler
    permits BareReplyHandler,
        HttpReplyHandler,
        JsonReplyHandler,
        TableReplyHandler,
        VariableReplyHandler {

  /** Answers with an engine's result, JSON. */
  void result(String json);

  /** Answers that the request is not valid: the player's fault. */
  void refused(ServerError error);

  /** Answers that the service failed. */
  void failed(ServerError error);
}
