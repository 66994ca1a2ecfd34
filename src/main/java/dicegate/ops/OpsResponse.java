package dicegate.ops;

/**
 * A response of a resource for operators.
 *
 * @param status the HTTP status
 * @param type the media type
 */
record OpsResponse(int status, String type, String body) {

  private static final int OK = 200;
  private static final String JSON = "application/json";

  /** Returns a response in JSON. */
  static OpsResponse json(int status, String body) {
    return new OpsResponse(status, JSON, body);
  }

  /** Returns a successful response. */
  static OpsResponse ok(String type, String body) {
    return new OpsResponse(OK, type, body);
  }
}
