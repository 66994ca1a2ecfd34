package dicegate.harness;

import java.io.Serial;

/** A command line that a program cannot follow; its message says why. */
final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String text;

  UsageException(String text) {
    super(text);
    this.text = text;
  }

  /** Returns what is wrong, and what is allowed. */
  String text() {
    return text;
  }
}
