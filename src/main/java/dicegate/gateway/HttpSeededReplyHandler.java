package dicegate.gateway;

import dicegate.table.SeriesFrames;
import dicegate.verify.RollProof;
import dicegate.verify.RollSeries;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * Answers a roll over HTTP whose caller gave a seed: with the proof of its dice, which come from a
 * series of one roll. Nobody was told its commitment before, so the proof shows that the dice
 * follow from the seed, and not that the server could not choose them.
 *
 * @param direct answers the caller
 * @param expression for the engine
 */
record HttpSeededReplyHandler(
    ReplyHandler direct, JsonCodec json, RollSeries series, String expression)
    implements ReplyHandler {

  @Override
  public void result(String roll, @Nullable String unseededBy) {
    direct.result(json.withOrigin(roll, origin(unseededBy)), unseededBy);
  }

  @Override
  public void refused(ServerError error, @Nullable String unseededBy) {
    direct.refused(error, unseededBy);
  }

  @Override
  public void failed(ServerError error) {
    direct.failed(error);
  }

  private ServerFrame.RollOrigin origin(@Nullable String unseededBy) {
    if (unseededBy != null) {
      return ServerFrame.RollOrigin.unseeded(unseededBy);
    }
    RollProof proof = series.proof(0, expression);
    return ServerFrame.RollOrigin.of(SeriesFrames.proof(proof, proof.expression()));
  }
}
