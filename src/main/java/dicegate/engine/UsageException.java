package dicegate.engine;

/** A command line, or what it leads to, that cannot be; the message is for who typed it. */
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
