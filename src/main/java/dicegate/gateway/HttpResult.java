package dicegate.gateway;

import dicegate.wire.json.ServerError;

/** What is answered to a request over HTTP. */
sealed interface HttpResult {

  /** An engine's result, which is JSON. */
  record Ok(String json) implements HttpResult {}

  /** A refusal, or no result. */
  record Failed(ServerError error) implements HttpResult {

    /** Returns the HTTP status that goes with the error. */
    int status() {
      return error.kind().httpStatus();
    }
  }
}
