package dicegate.table;

/**
 * By which a roll is known again when it is published once more: the same key never makes two
 * entries of a table.
 *
 * @param text 22 characters of base64url
 */
public record IdempotencyKey(String text) {

  private static final int BYTES = 16;

  /**
   * Makes the key of a request.
   *
   * @param session the asker's; secret, and not to be found out from the key
   * @param requestId the asker's id of the request
   */
  public static IdempotencyKey of(String session, String requestId) {
    return new IdempotencyKey(Digest.of("dicegate publish key " + session, requestId, BYTES));
  }

  /** Makes the key of a reveal: a roll is revealed once, whoever of the GMs is first. */
  static IdempotencyKey ofReveal(String epoch, long offset) {
    return new IdempotencyKey(Digest.of("dicegate reveal " + epoch, Long.toString(offset), BYTES));
  }
}
