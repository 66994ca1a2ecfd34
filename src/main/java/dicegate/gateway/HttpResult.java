package dicegate.gateway;

import dicegate.wire.json.ServerError;

/** The answer to a request over HTTP. */
sealed interface HttpResult {

  /**
   * Success.
   *
   * @param json the engine's result
   */
  record Ok(String json) implements HttpResult {}

  /** A refused or failed request. */
  record Failed(ServerError error) implements HttpResult {

    /** Returns the HTTP status of the error. */
    int status() {
      return error.kind().httpStatus();
    }
  }
}
