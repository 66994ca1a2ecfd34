package dicegate.fleet;

import dicegate.wire.frames.Verb;
import java.util.concurrent.CompletableFuture;

/** All engines behind one question-and-answer interface. Thread-safe. */
public interface EngineFleet {

  /**
   * Asks an engine about an expression. Never waits and never throws.
   *
   * <p>The future always completes with a value, some 20 ms after the deadline at the latest: at
   * once on the calling thread if the answer is known, else on the fleet's own thread, which
   * callbacks must not block.
   *
   * @param asker who is charged for the work: accounts take turns, however much each asks
   * @param verb any verb except {@link Verb#INFO}
   * @param body the expression, with what the verb adds to it; opaque to the fleet, except that an
   *     engine which knows no seeds is asked for the expression of {@link Verb#SEEDED} alone
   */
  CompletableFuture<EngineAnswer> ask(Asker asker, Verb verb, String body);
}
