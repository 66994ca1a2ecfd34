package dicegate.table.log;

import java.util.regex.Pattern;

/**
 * A webhook of a table, as a GM has set it. Part of the {@link TablePolicy}, and so of every act:
 * only its {@link #notice()} is for members.
 *
 * @param id {@link #ID_CHARS} characters of base64url
 * @param host the host name of the address
 * @param url the whole address, which is a secret at some receivers; ASCII without blanks
 * @param shape the name of the form of its requests
 * @param secret the key of its signatures, base64url
 * @param owner to whom it is charged: a digest of the address that set it; empty for nobody in
 *     particular
 * @param by the GM who set it
 * @param atMillis when it was set, in milliseconds since 1970
 */
public record TableWebhook(
    String id,
    String host,
    String url,
    String shape,
    String secret,
    String owner,
    Member by,
    long atMillis) {

  /** The length of an id. */
  public static final int ID_CHARS = 8;

  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 24;

  /** As few as of an owner of tables: each stands for thousands of addresses. */
  private static final int OWNER_BYTES = 3;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{" + ID_CHARS + "}");

  /**
   * Returns the id that follows from secrets: the same for the same ones.
   *
   * @param secrets what distinguishes the request that sets the webhook
   */
  public static String idOf(TableId table, String secrets) {
    return Digest.of("dicegate webhook of " + table, secrets, ID_BYTES);
  }

  /**
   * Returns the secret that follows from secrets: the same for the same ones.
   *
   * @param secrets with as many random bits as a key of a table
   */
  public static String secretOf(TableId table, String secrets) {
    return Digest.of("dicegate webhook secret of " + table, secrets, SECRET_BYTES);
  }

  /** Returns the owner that belongs to an address or a connection; empty for an empty one. */
  public static String ownerOf(String address) {
    return address.isEmpty() ? "" : Digest.of("dicegate webhook owner", address, OWNER_BYTES);
  }

  /** Returns whether a text has the form of an id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Returns what all members may know of it. */
  public WebhookNotice notice() {
    return new WebhookNotice(id, host, shape, "");
  }

  /** Returns the approximate memory that it takes, in UTF-16 units. */
  int chars() {
    return id.length()
        + host.length()
        + url.length()
        + shape.length()
        + secret.length()
        + owner.length()
        + by.chars();
  }

  /** Hides address and secret, since records are easily logged. */
  @Override
  public String toString() {
    return "TableWebhook[" + id + ", " + host + "]";
  }
}
