package dicegate.gateway;

import dicegate.wire.json.ServerError;

/** What is answered to a request over HTTP. */
sealed interface HttpResult {

  /** An engine's result, which is JSON. */
  record Ok(String json) implements HttpResult {}

  /**
   * A refusal, or no result.
   *
   * @param status the HTTP status
   */
  record Failed(int status, ServerError error) implements HttpResult {

    /** Makes one, with the status that goes with the error. */
    static Failed of(ServerError error) {
      return new Failed(status(error), error);
    }

    private static int status(ServerError error) {
      return switch (error.code()) {
        case "rate_limited" -> 429;
        case "internal" -> 500;
        case "unsupported" -> 501;
        case "bad_reply", "quarantined" -> 502;
        case "timeout" -> 504;
        default -> error.temporary() ? 503 : 400;
      };
    }
  }
}
