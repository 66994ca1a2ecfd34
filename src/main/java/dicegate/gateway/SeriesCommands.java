package dicegate.gateway;

import dicegate.table.SeriesFrames;
import dicegate.verify.PlayerSeries;
import dicegate.verify.RollProof;
import dicegate.verify.RollSeries;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ClientMessage;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link Conversation} about the series of the session: takes the player's seeds, and
 * gives the proofs of rolls that no table got. Thread-safe.
 */
record SeriesCommands(JsonCodec json, Outbox outbox, ConnectionSession session) {

  /** Takes the player's seed of a series, and answers. */
  void seed(ClientMessage.Seed message) {
    if (!RollSeries.isSeed(message.seed())) {
      refuse(message.id(), ErrorCode.BAD_SEED);
      return;
    }
    Optional<SessionSeries.Found> found =
        session.get().series().seed(message.root(), message.seed());
    if (found.isEmpty()) {
      refuse(message.id(), ErrorCode.NO_SERIES);
    } else {
      outbox.send(
          json.series(message.id(), SeriesFrames.series(found.get().state()), found.get().table()));
    }
  }

  /** Gives the proof of a roll that no table got, and answers. */
  void proof(ClientMessage.Proof message) {
    Optional<RollProof> found = session.get().series().proof(message.root(), message.index());
    if (found.isEmpty()) {
      refuse(message.id(), ErrorCode.NO_PROOF);
    } else {
      // The expression is what the client has sent.
      outbox.send(json.proof(message.id(), null, SeriesFrames.proof(found.get(), null)));
    }
  }

  /**
   * Tells a client that gives seeds that its next series has begun, so that it gives one for the
   * series after it.
   *
   * @param table the name of its table; null if it is the session's own
   */
  void begun(PlayerSeries series, @Nullable String table) {
    if (series.isSeeded()) {
      outbox.send(json.series(null, SeriesFrames.series(series.stateWithNext()), table));
    }
  }

  private void refuse(@Nullable JsonValue id, ErrorCode code) {
    outbox.send(json.error(id, ServerError.of(code)));
  }
}
