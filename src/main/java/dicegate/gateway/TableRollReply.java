package dicegate.gateway;

import dicegate.table.log.TableProof;
import dicegate.wire.json.ServerError;
import org.jspecify.annotations.Nullable;

/**
 * Answers the player who rolled at a table, in the client's dialect. One method is called, once.
 */
sealed interface TableRollReply permits JsonReplyHandler, HttpTableRollReply {

  /**
   * Answers with a result that is in a table's history.
   *
   * @param seq its position there
   * @param roll the result; null if the player may not see it
   * @param proof how its dice can be checked; null if they cannot, and were not meant to be
   */
  void shared(long seq, @Nullable String roll, @Nullable TableProof proof);

  /**
   * Answers with an error that is in a table's history in place of a result.
   *
   * @param proof as in {@link #shared}
   */
  void sharedError(ServerError error, @Nullable TableProof proof);

  /** Answers that the request is not valid: the player's fault. */
  void refused(ServerError error);

  /** Answers that the service failed. */
  void failed(ServerError error);
}
