package dicegate.table.log;

/**
 * Identifies a request to publish: a table never gets two entries with the same key.
 *
 * @param text 22 characters of base64url
 */
public record IdempotencyKey(String text) {

  private static final int BYTES = 16;

  /**
   * Makes the key of a request.
   *
   * @param session the client's session id; secret, and not derivable from the key
   * @param requestId the client's id of the request
   */
  public static IdempotencyKey of(String session, String requestId) {
    return new IdempotencyKey(Digest.of("dicegate publish key " + session, requestId, BYTES));
  }

  /** Makes the key of a reveal, the same for all GMs: a roll is revealed once. */
  public static IdempotencyKey ofReveal(String epoch, long offset) {
    return new IdempotencyKey(Digest.of("dicegate reveal " + epoch, Long.toString(offset), BYTES));
  }
}
