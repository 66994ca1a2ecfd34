package dicegate.site;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The sites that may show the page in a frame: {@code frame-ancestors} of a
 * Content-Security-Policy.
 *
 * @param sources {@code 'none'} alone, or {@code 'self'} and origins, at least one
 * @see <a href="https://www.w3.org/TR/CSP3/#directive-frame-ancestors">CSP 3, frame-ancestors</a>
 */
public record FrameAncestors(List<String> sources) {

  /** No site. */
  public static final String DEFAULT = "'none'";

  private static final String SELF = "'self'";

  /** A scheme with a host, a wildcard subdomain or an IP address; the port may be {@code *}. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https?://(?:\\[[0-9a-fA-F:.]{2,45}]|(?:\\*\\.)?[0-9a-zA-Z-]{1,63}(?:\\.[0-9a-zA-Z-]{1,63}){0,20})"
              + "(?::(?:[0-9]{1,5}|\\*))?");

  public FrameAncestors {
    sources = List.copyOf(sources);
  }

  /**
   * Parses the setting.
   *
   * @param text {@code 'none'}, or {@code 'self'} and origins such as {@code https://vtt.example},
   *     separated by commas or blanks
   * @throws IllegalArgumentException if the text has another form; the message says what is allowed
   */
  public static FrameAncestors parse(String text) {
    List<String> sources =
        Arrays.stream(text.split("[,\\s]+", -1)).filter(source -> !source.isEmpty()).toList();
    if (!sources.equals(List.of(DEFAULT))
        && (sources.isEmpty() || !sources.stream().allMatch(FrameAncestors::isSource))) {
      throw new IllegalArgumentException(
          "expected 'none', or 'self' and origins such as https://vtt.example, not \""
              + text
              + "\"");
    }
    return new FrameAncestors(sources);
  }

  private static boolean isSource(String text) {
    return text.equals(SELF) || ORIGIN.matcher(text).matches();
  }

  boolean isNone() {
    return sources.equals(List.of(DEFAULT));
  }

  /** Returns the directive's value. */
  String text() {
    return String.join(" ", sources);
  }
}
