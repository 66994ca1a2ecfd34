package dicegate.fleet;

import dicegate.wire.frames.Verb;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The engines, as one that answers. Thread-safe. */
public interface EngineFleet {

  /**
   * Asks an engine about an expression. Never waits and never throws.
   *
   * <p>The future always completes with a value, once and before the deadline has passed by more
   * than a moment: at once on the calling thread where the answer is known, else on the fleet's own
   * thread, which must not be held up.
   *
   * @param client who asks; clients have their turns one after the other, however much each asks
   * @param verb any but {@link Verb#INFO}
   * @param expression opaque text
   */
  CompletableFuture<EngineAnswer> ask(UUID client, Verb verb, String expression);
}
