package dicegate.engine;

/** A mistake in the command line or the settings; the message is for the person who typed it. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String text;

  UsageException(String text) {
    super(text);
    this.text = text;
  }

  UsageException(String text, Throwable cause) {
    super(text, cause);
    this.text = text;
  }

  /** Returns the message. */
  String text() {
    return text;
  }
}
