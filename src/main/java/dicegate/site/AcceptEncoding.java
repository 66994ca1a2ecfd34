package dicegate.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which codings a client takes, and how gladly.
 *
 * <p>What is malformed counts as not said: a strange header costs its sender some bytes more, not
 * the page.
 *
 * @param qualities each token that was said, in lower case, with its weight from 0 to 1
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110, section 12.5.3</a>
 */
record AcceptEncoding(Map<String, Double> qualities) {

  private static final String ANY = "*";

  /** An old name that RFC 9110 has servers take for gzip. */
  private static final String X_GZIP = "x-gzip";

  private static final Pattern ENTRY =
      Pattern.compile(
          "([!#$%&'*+.^_`|~0-9a-z-]+)(?:[ \\t]*;[ \\t]*q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

  AcceptEncoding {
    qualities = Map.copyOf(qualities);
  }

  /**
   * Reads the header.
   *
   * @param header its value, several joined by commas; null if there is none
   */
  static AcceptEncoding parse(@Nullable String header) {
    Map<String, Double> qualities = new HashMap<>();
    String text = header == null ? "" : header.toLowerCase(Locale.ROOT);
    for (String entry : text.split(",", -1)) {
      Matcher matcher = ENTRY.matcher(entry.strip());
      if (matcher.matches()) {
        String token = matcher.group(1);
        String weight = matcher.group(2);
        qualities.put(
            token.equals(X_GZIP) ? ContentCoding.GZIP.token() : token,
            weight == null ? 1 : Double.parseDouble(weight));
      }
    }
    return new AcceptEncoding(qualities);
  }

  /**
   * Returns which of these the client likes best, among equals the best for the network; empty if
   * it takes none.
   */
  Optional<ContentCoding> choose(Collection<ContentCoding> available) {
    return available.stream()
        .filter(coding -> quality(coding) > 0)
        .max(
            Comparator.comparingDouble(this::quality)
                .thenComparing(Comparator.<ContentCoding>naturalOrder().reversed()));
  }

  private double quality(ContentCoding coding) {
    Double said = qualities.getOrDefault(coding.token(), qualities.get(ANY));
    if (said != null) {
      return said;
    }
    // Identity is always taken if nothing is said of it, and only if nothing else is.
    return coding == ContentCoding.IDENTITY ? Double.MIN_VALUE : 0;
  }
}
