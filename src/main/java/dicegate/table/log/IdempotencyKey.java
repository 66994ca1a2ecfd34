package dicegate.table.log;

/**
 * Identifies a request to publish: a table never gets two entries with the same key.
 *
 * @param text 22 characters of base64url
 */
public record IdempotencyKey(String text) {

  private static final int BYTES = 16;

  /**
   * Makes the key of a member's request, the same over any connection to any node.
   *
   * @param member the member's id, which differs from table to table
   * @param requestId the client's id of the request, as JSON
   * @param request the request itself: an id that is used again for another one makes another key
   */
  public static IdempotencyKey of(String member, String requestId, String request) {
    return new IdempotencyKey(
        Digest.of("dicegate publish key " + member, requestId + '\n' + request, BYTES));
  }

  /** Makes the key of a reveal, the same for all GMs: a roll is revealed once. */
  public static IdempotencyKey ofReveal(String epoch, long offset) {
    return new IdempotencyKey(Digest.of("dicegate reveal " + epoch, Long.toString(offset), BYTES));
  }
}
