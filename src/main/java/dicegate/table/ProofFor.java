package dicegate.table;

import dicegate.table.log.Addressees;
import dicegate.table.log.TableProof;
import org.jspecify.annotations.Nullable;

/** How the dice of a roll can be checked, once it is known who may see the roll. */
@FunctionalInterface
public interface ProofFor {

  /** The dice cannot be checked, and were not meant to be. */
  ProofFor NONE = to -> null;

  /** Returns the proof to publish with the roll; null if there is none. */
  @Nullable TableProof of(Addressees to);
}
