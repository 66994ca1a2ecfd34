package dicegate.harness;

import java.io.Serial;

/** A command line that is not valid; its message names the fault. */
final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String text;

  UsageException(String text) {
    super(text);
    this.text = text;
  }

  /** Returns the fault, and the allowed values. */
  String text() {
    return text;
  }
}
