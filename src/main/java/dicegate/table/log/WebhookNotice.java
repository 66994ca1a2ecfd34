package dicegate.table.log;

import dicegate.text.PlainText;

/**
 * What the entry of a webhook that was set or removed tells to all members: the value of an act
 * {@link ActKind#WEBHOOK} or {@link ActKind#WEBHOOK_OFF}.
 *
 * @param host the host name of its address, and nothing else of it
 * @param shape the name of the form of its requests
 * @param reason why it was given up, for people; empty if a GM has set or removed it
 */
public record WebhookNotice(String id, String host, String shape, String reason) {

  private static final String SEPARATOR = " ";
  private static final int FIELDS = 4;

  /** Reads the form that {@link #text()} writes; missing fields are empty. */
  public static WebhookNotice parse(String text) {
    String[] fields = text.split(SEPARATOR, FIELDS);
    return new WebhookNotice(
        field(fields, 0), field(fields, 1), field(fields, 2), field(fields, 3));
  }

  /** Returns this notice with the reason why the webhook was given up, cut if it is too long. */
  public WebhookNotice because(String why) {
    return new WebhookNotice(
        id, host, shape, why.substring(0, Math.min(why.length(), PlainText.MAX_LABEL_CHARS)));
  }

  /** Returns the fields, of which only the last may have blanks, separated by blanks. */
  public String text() {
    String set = String.join(SEPARATOR, id, host, shape);
    return reason.isEmpty() ? set : set + SEPARATOR + reason;
  }

  private static String field(String[] fields, int index) {
    return index < fields.length ? fields[index] : "";
  }
}
