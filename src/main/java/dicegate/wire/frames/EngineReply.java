package dicegate.wire.frames;

/**
 * An engine's reply, decoded by the gateway.
 *
 * @param id the id of the request it answers
 * @param status the outcome
 * @param body JSON: the result if the status is ok, else an error object
 */
public record EngineReply(RequestId id, Status status, String body) {

  /** The outcome of a request at the engine. */
  public enum Status {
    /** The body is the result. */
    OK("ok"),
    /** The body is an error object: code, message, and if known pos, len and hint. */
    ERROR("error"),
    /** The engine does not know the verb. */
    UNSUPPORTED("unsupported");

    private final String token;

    Status(String token) {
      this.token = token;
    }

    /** Returns the status as a token on the wire. */
    public String token() {
      return token;
    }
  }
}
