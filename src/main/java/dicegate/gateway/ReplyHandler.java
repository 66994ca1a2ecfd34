package dicegate.gateway;

import dicegate.wire.json.ServerError;
import org.jspecify.annotations.Nullable;

/** Delivers the answer to one request, in the client's dialect. One method is called, once. */
sealed interface ReplyHandler
    permits BareReplyHandler,
        HttpReplyHandler,
        HttpSeededReplyHandler,
        JsonReplyHandler,
        TableReplyHandler,
        VariableReplyHandler {

  /**
   * Answers with an engine's result, JSON.
   *
   * @param unseededBy as in {@link dicegate.fleet.EngineAnswer.Rolled}
   */
  void result(String json, @Nullable String unseededBy);

  /**
   * Answers that the request is not valid: the player's fault.
   *
   * @param unseededBy as in {@link dicegate.fleet.EngineAnswer.Refused}
   */
  void refused(ServerError error, @Nullable String unseededBy);

  /** Answers that the request is not valid, before an engine has it. */
  default void refused(ServerError error) {
    refused(error, null);
  }

  /** Answers that the service failed. */
  void failed(ServerError error);
}
