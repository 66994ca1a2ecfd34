package dicegate.config;

import java.util.List;

/** Invalid settings; the message lists every error, each with its key and the allowed values. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String text;
  private final boolean exits;

  SettingsException(List<String> errors, boolean exits) {
    this("invalid settings:\n  " + String.join("\n  ", errors), exits);
  }

  private SettingsException(String text, boolean exits) {
    super(text);
    this.text = text;
    this.exits = exits;
  }

  /** Returns the message. */
  String text() {
    return text;
  }

  /** Returns whether the process is to end, by a setting. */
  boolean exits() {
    return exits;
  }
}
