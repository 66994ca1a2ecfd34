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
 * The content codings that a client accepts, with their weights.
 *
 * <p>Malformed entries are ignored: then the client gets more bytes, but it gets the page.
 *
 * @param qualities weight of each token of the header, from 0 to 1; tokens in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110, section 12.5.3</a>
 */
record AcceptEncoding(Map<String, Double> qualities) {

  private static final String ANY = "*";

  /** An old name of gzip, which RFC 9110 requires servers to accept. */
  private static final String X_GZIP = "x-gzip";

  private static final Pattern ENTRY =
      Pattern.compile(
          "([!#$%&'*+.^_`|~0-9a-z-]+)(?:[ \\t]*;[ \\t]*q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

  AcceptEncoding {
    qualities = Map.copyOf(qualities);
  }

  /**
   * Parses the header.
   *
   * @param header its value, several values joined by commas; null if the request has no such
   *     header
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
   * Returns the available coding with the highest weight, among equals the one with the smallest
   * result; empty if the client accepts none of them.
   */
  Optional<ContentCoding> choose(Collection<ContentCoding> available) {
    return available.stream()
        .filter(coding -> quality(coding) > 0)
        .max(
            Comparator.comparingDouble(this::quality)
                .thenComparing(Comparator.<ContentCoding>naturalOrder().reversed()));
  }

  private double quality(ContentCoding coding) {
    Double weight = qualities.getOrDefault(coding.token(), qualities.get(ANY));
    if (weight != null) {
      return weight;
    }
    // Identity is acceptable unless the header excludes it, and is the last choice.
    return coding == ContentCoding.IDENTITY ? Double.MIN_VALUE : 0;
  }
}
