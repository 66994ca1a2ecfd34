package dicegate.webhook;

/**
 * A webhook of a table, as a GM has set it.
 *
 * @param table the table's name
 * @param owner who set it, by address, to whom it is charged; empty for nobody in particular
 * @param secret the key of the signature, at least {@link #MIN_SECRET_CHARS} UTF-16 units
 */
public record Webhook(
    String table, String owner, WebhookUrl url, WebhookShape shape, String secret) {

  /** The length of the shortest secret, in UTF-16 units. */
  public static final int MIN_SECRET_CHARS = 16;

  public Webhook {
    if (secret.length() < MIN_SECRET_CHARS) {
      throw new IllegalArgumentException("secret too short: " + secret.length());
    }
  }

  /** Hides the secret, since records are easily logged. */
  @Override
  public String toString() {
    return "Webhook[" + table + ", " + url + "]";
  }
}
