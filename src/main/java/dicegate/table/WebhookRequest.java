package dicegate.table;

import dicegate.table.log.Member;
import dicegate.table.log.TableId;
import dicegate.table.log.TableWebhook;
import dicegate.webhook.InvalidWebhookUrlException;
import dicegate.webhook.WebhookShape;
import dicegate.webhook.WebhookUrl;
import java.util.Optional;

/**
 * The value of a GM's request to set a webhook: the shape, a blank and the address.
 *
 * @param typed the address as the GM typed it, valid
 */
record WebhookRequest(WebhookShape shape, String typed, WebhookUrl url) {

  private static final String NO_SHAPE = "The member shape must be json, discord or slack.";

  /** Returns what is wrong with a value; empty if it is valid. */
  static Optional<String> faultOf(String value) {
    if (shape(value).isEmpty()) {
      return Optional.of(NO_SHAPE);
    }
    try {
      parse(value);
      return Optional.empty();
    } catch (InvalidWebhookUrlException e) {
      return Optional.of(e.text());
    }
  }

  /**
   * Reads a value.
   *
   * @throws InvalidWebhookUrlException if the address is not allowed
   */
  static WebhookRequest parse(String value) {
    WebhookShape shape =
        shape(value).orElseThrow(() -> new IllegalArgumentException("unknown shape"));
    String typed = value.substring(value.indexOf(' ') + 1).strip();
    return new WebhookRequest(shape, typed, WebhookUrl.parse(typed));
  }

  /**
   * Returns the webhook.
   *
   * @param secrets what distinguishes the request, with a secret of the GM's
   */
  TableWebhook webhook(TableId table, String secrets, String owner, Member by, long atMillis) {
    return new TableWebhook(
        TableWebhook.idOf(table, secrets),
        url.host(),
        "https://" + url.authority() + url.target(),
        shape.code(),
        TableWebhook.secretOf(table, secrets),
        owner,
        by,
        atMillis);
  }

  /** Hides the address, since records are easily logged. */
  @Override
  public String toString() {
    return "WebhookRequest[" + shape + ", " + url + "]";
  }

  private static Optional<WebhookShape> shape(String value) {
    int blank = value.indexOf(' ');
    return blank < 0 ? Optional.empty() : WebhookShape.parse(value.substring(0, blank));
  }
}
