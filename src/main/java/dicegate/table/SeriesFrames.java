package dicegate.table;

import dicegate.verify.PlayerSeries;
import dicegate.verify.RollProof;
import dicegate.wire.json.ServerFrame.DiceProof;
import dicegate.wire.json.ServerFrame.SeriesState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Series and proofs as clients are told of them. Stateless. */
public final class SeriesFrames {

  private SeriesFrames() {}

  /** Returns a series. */
  public static SeriesState series(PlayerSeries.State state) {
    return new SeriesState(
        state.root(), state.size(), state.seed().isEmpty() ? null : state.seed(), state.next());
  }

  /**
   * Returns a whole proof.
   *
   * @param expr the expression as the engine got it; null where the client knows it
   */
  public static DiceProof proof(RollProof proof, @Nullable String expr) {
    return proof(proof, null, null, expr);
  }

  static DiceProof proof(
      RollProof proof,
      @Nullable List<Integer> unused,
      @Nullable List<Integer> hidden,
      @Nullable String expr) {
    return new DiceProof(
        proof.root(), proof.index(), unused, hidden, proof.key(), proof.path(), proof.seed(), expr);
  }
}
