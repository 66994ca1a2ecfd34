package dicegate.gateway;

import dicegate.table.log.TableProof;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.ServerFrame;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Answers a frame of the JSON dialect: at once, with the id of the request, over the connection
 * that last sent that id. The session keeps the answer, except for a temporary error.
 *
 * @param frame builds the frame of a result
 * @param seeded tells how the dice can be checked; null if they come from no seed
 */
record JsonReplyHandler(
    ResumableSession session,
    RequestHistory.TrackedRequest request,
    JsonValue id,
    JsonCodec json,
    ResultFrame frame,
    @Nullable SeededRoll seeded)
    implements ReplyHandler, TableRollReply {

  /** Builds the frame of a result. */
  @FunctionalInterface
  interface ResultFrame {

    /** Returns the frame, JSON; {@code result} is the engine's. */
    String of(JsonValue id, String result, ServerFrame.RollOrigin origin);
  }

  @Override
  public void result(String result, @Nullable String unseededBy) {
    complete(frame.of(id, result, origin(unseededBy)), true);
  }

  @Override
  public void refused(ServerError error, @Nullable String unseededBy) {
    refused(error);
  }

  @Override
  public void refused(ServerError error) {
    complete(error(error), true);
  }

  @Override
  public void failed(ServerError error) {
    complete(error(error), !error.temporary());
  }

  @Override
  public void shared(long seq, @Nullable String roll, @Nullable TableProof proof) {
    complete(json.tableResult(id, seq, roll, origin(proof)), true);
  }

  @Override
  public void sharedError(ServerError error, @Nullable TableProof proof) {
    complete(json.error(id, error, origin(proof).proof()), true);
  }

  private String error(ServerError error) {
    return json.error(id, error, seeded == null ? null : seeded.number());
  }

  private ServerFrame.RollOrigin origin(@Nullable String unseededBy) {
    return seeded == null ? ServerFrame.RollOrigin.NONE : seeded.origin(unseededBy);
  }

  /** Returns what is told of a roll at a table: of the first one, if this is the same again. */
  private ServerFrame.RollOrigin origin(@Nullable TableProof proof) {
    if (proof == null) {
      return ServerFrame.RollOrigin.NONE;
    }
    if (!proof.isSeeded()) {
      return ServerFrame.RollOrigin.unseeded(proof.engine());
    }
    ServerFrame.RollOrigin own = origin((String) null);
    return own.proof() != null && proof.isOf(own.proof().root(), own.proof().index())
        ? own
        : ServerFrame.RollOrigin.of(ServerFrame.DiceProof.of(proof.root(), proof.index()));
  }

  private void complete(String text, boolean keep) {
    if (seeded != null) {
      seeded.end();
    }
    Outbox requester = session.complete(request, text, keep);
    if (requester != null) {
      requester.send(text);
    }
  }
}
