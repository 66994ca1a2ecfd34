package dicegate.chaos;

import java.io.IOException;

/** The server ended a connection. */
public final class ClosedByServerException extends IOException {

  private static final long serialVersionUID = 1L;

  ClosedByServerException(String message) {
    super(message);
  }
}
