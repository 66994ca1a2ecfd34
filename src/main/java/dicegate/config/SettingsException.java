package dicegate.config;

import java.util.List;

/** Invalid settings; the message lists every error, each with its key and the allowed values. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SettingsException(List<String> errors) {
    super("invalid settings:\n  " + String.join("\n  ", errors));
  }
}
