package dicegate.webhook;

/** An address to which no webhook may be sent. */
public final class InvalidWebhookUrlException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String text;

  InvalidWebhookUrlException(String text) {
    super(text);
    this.text = text;
  }

  /** Returns what is wrong and what is allowed, for a person. */
  public String text() {
    return text;
  }
}
