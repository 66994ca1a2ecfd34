package dicegate.wire.frames;

import java.util.concurrent.TimeUnit;

/**
 * A request, as an engine reads it. Ids are opaque bytes, kept one byte a char (ISO 8859-1).
 *
 * @see EngineFrames#parse
 */
public sealed interface EngineRequest {

  /** Returns the id to answer with. */
  String id();

  /** A request of the original's contract: a text to roll. */
  record Legacy(String id, String text) implements EngineRequest {}

  /**
   * A v1 request.
   *
   * @param ttlMillis how long the asker will wait from when it sent this; 0 or more
   * @param body what the verb is about; the expression for those that roll
   */
  record V1(Verb verb, String id, long ttlMillis, String body) implements EngineRequest {

    /**
     * Tells whether nobody waits for the answer any more; at once if the time to live is 0.
     *
     * @param ageNanos how long ago the request was read
     */
    public boolean expired(long ageNanos) {
      return ageNanos >= TimeUnit.MILLISECONDS.toNanos(ttlMillis);
    }
  }

  /** A v1 request with a verb that is not known here. */
  record UnknownVerb(String id) implements EngineRequest {}

  /** Starts like v1 and is not. */
  record Malformed(String id) implements EngineRequest {}
}
