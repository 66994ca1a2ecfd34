package dicegate.setting;

/**
 * A setting: a row of the table of settings. Immutable.
 *
 * @param <T> the type of its values
 * @param key its name in MicroProfile Config, such as {@code dicegate.roll.timeout}
 * @param meaning its effect, in the words of the documents, without markup
 * @param unit the unit or the form of its values, as the documents say it
 * @param defaultText the text that is used where the setting is not configured; may be empty
 * @param shownDefault the default as the documents show it
 * @param range the allowed values
 * @param secret whether its value must not be shown to anybody
 */
public record Setting<T>(
    String key,
    String meaning,
    String unit,
    String defaultText,
    String shownDefault,
    ValueRange<T> range,
    boolean secret) {

  private static final String NO_DEFAULT = "none";

  /** Checks that the default is an allowed value. */
  public Setting {
    range.parse(defaultText);
  }

  /** Returns a setting that is not secret and whose default is shown as it is written. */
  public static <T> Setting<T> of(
      String key, String meaning, String unit, String defaultText, ValueRange<T> range) {
    String shownDefault = defaultText.isEmpty() ? NO_DEFAULT : defaultText;
    return new Setting<>(key, meaning, unit, defaultText, shownDefault, range, false);
  }

  /** Returns a secret setting without a default. */
  public static <T> Setting<T> secret(
      String key, String meaning, String unit, ValueRange<T> range) {
    return new Setting<>(key, meaning, unit, "", NO_DEFAULT, range, true);
  }

  /**
   * Reads a value.
   *
   * @param text the configured text, or {@link #defaultText()}
   * @throws IllegalArgumentException if the value is not allowed; the message says what is
   */
  public T parse(String text) {
    return range.parse(text);
  }
}
