package dicegate.table;

import dicegate.table.log.TableProof;
import dicegate.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The outcome of a roll or a reveal at a table. */
public sealed interface ShareAnswer {

  /**
   * The roll was published.
   *
   * @param seq its offset, from 1
   * @param roll the engine's result, JSON; null if the roller may not see it
   * @param proof how its dice can be checked; of the first roll, if this is the same request again
   */
  record Shared(long seq, @Nullable String roll, @Nullable TableProof proof)
      implements ShareAnswer {}

  /**
   * The error that ended the roll was published.
   *
   * @param roll the error, JSON, which the roller may see in any case
   * @param proof as in {@link Shared}
   */
  record SharedError(String roll, @Nullable TableProof proof) implements ShareAnswer {}

  /** The roll was not published. */
  record Refused(ErrorCode why) implements ShareAnswer {}
}
