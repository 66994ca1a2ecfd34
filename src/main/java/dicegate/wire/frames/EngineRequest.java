package dicegate.wire.frames;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A request, parsed by an engine. Ids are opaque bytes, one byte per char (ISO 8859-1).
 *
 * @see EngineFrames#parse
 */
public sealed interface EngineRequest {

  /** Returns the id, which the reply repeats. */
  String id();

  /** A request of the original's contract: a text to roll. */
  record Legacy(String id, String text) implements EngineRequest {}

  /**
   * A v1 request.
   *
   * @param ttlMillis the time to live: how long the gateway waits after sending it; 0 or more
   * @param body the argument of the verb; an expression for those that roll
   */
  record V1(Verb verb, String id, long ttlMillis, String body) implements EngineRequest {

    /**
     * Tells whether the time to live is over, so that nobody waits for the answer.
     *
     * @param ageNanos the time since the request was received
     */
    public boolean expired(long ageNanos) {
      return ageNanos >= TimeUnit.MILLISECONDS.toNanos(ttlMillis);
    }
  }

  /**
   * A batch of v1 requests, which have one reply together.
   *
   * @param items those of its requests that are valid, batches excluded
   */
  record Batch(String id, List<EngineRequest> items) implements EngineRequest {

    public Batch {
      items = List.copyOf(items);
    }
  }

  /** A v1 request with an unknown verb. */
  record UnknownVerb(String id) implements EngineRequest {}

  /** A frame that starts like v1 and is not valid. */
  record Malformed(String id) implements EngineRequest {}
}
