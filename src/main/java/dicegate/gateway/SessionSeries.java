package dicegate.gateway;

import dicegate.table.log.TableId;
import dicegate.verify.PlayerSeries;
import dicegate.verify.RollProof;
import dicegate.verify.SeriesSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The series of one session: of the rolls that no table gets, or only those to whom they are
 * whispered; and of the rolls at the table where the session was last. So rolls that others must
 * not notice leave no gap in the numbers that they see.
 *
 * <p>Thread-safe.
 */
final class SessionSeries {

  private final SeriesSource source;
  private final PlayerSeries own;
  private @Nullable TableSeries atTable; // guarded by this

  /**
   * A series that a seed was given for.
   *
   * @param table the name of its table; null if it is the session's own
   */
  record Found(PlayerSeries.State state, @Nullable String table) {}

  SessionSeries(SeriesSource source) {
    this.source = source;
    this.own = PlayerSeries.ofOwnRolls(source);
  }

  /** Returns the series of the rolls that no table gets. */
  PlayerSeries own() {
    return own;
  }

  /** Returns the series at a table: the same as before if the session was there last. */
  synchronized TableSeries at(String typed) {
    String table = TableId.parse(typed).map(TableId::text).orElse(typed);
    TableSeries before = atTable;
    if (before != null && before.table().equals(table)) {
      return before;
    }
    TableSeries made = new TableSeries(table, PlayerSeries.ofTableRolls(source));
    atTable = made;
    return made;
  }

  /** Sets the player's seed of a series; see {@link PlayerSeries#seed}. */
  Optional<Found> seed(String root, String seed) {
    Optional<PlayerSeries.State> state = own.seed(root, seed);
    if (state.isPresent()) {
      return Optional.of(new Found(state.get(), null));
    }
    TableSeries table = atTable();
    return table == null
        ? Optional.empty()
        : table.series().seed(root, seed).map(found -> new Found(found, table.table()));
  }

  /**
   * Returns the proof of a roll that no table got, and of a number at the table of which no roll
   * was made. The proofs of others depend on who may see them, which the table alone knows.
   */
  Optional<RollProof> proof(String root, int index) {
    Optional<RollProof> proof = own.proof(root, index);
    TableSeries table = atTable();
    return proof.isEmpty() && table != null ? table.series().proof(root, index) : proof;
  }

  private synchronized @Nullable TableSeries atTable() {
    return atTable;
  }
}
