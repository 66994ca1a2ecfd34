package dicegate.wire.frames;

/**
 * An engine's reply, as the gateway reads it.
 *
 * @param id the id of the request it answers
 * @param status how it went
 * @param body JSON: the result if ok, an error object if not
 */
public record EngineReply(RequestId id, Status status, String body) {

  /** How a request went at the engine. */
  public enum Status {
    /** The body is the result. */
    OK("ok"),
    /** The body is an error object: code, message, and where known pos, len and hint. */
    ERROR("error"),
    /** The engine does not know the verb. */
    UNSUPPORTED("unsupported");

    private final String token;

    Status(String token) {
      this.token = token;
    }

    /** Returns the status as it travels. */
    public String token() {
      return token;
    }
  }
}
