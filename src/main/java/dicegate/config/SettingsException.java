package dicegate.config;

import java.util.List;

/** Settings that cannot be; the message lists every one of them. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SettingsException(List<String> errors) {
    super("wrong settings:\n  " + String.join("\n  ", errors));
  }
}
