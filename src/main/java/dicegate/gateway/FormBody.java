package dicegate.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The body of a form, or a query string: pairs of names and values.
 *
 * @param text the encoded text
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL Standard,
 *     application/x-www-form-urlencoded</a>
 */
record FormBody(String text) {

  /** Returns the first value of a name; null if it is missing or not validly encoded. */
  @Nullable String value(String name) {
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals >= 0 && pair.substring(0, equals).equals(name)) {
        return decoded(pair.substring(equals + 1));
      }
    }
    return null;
  }

  private static @Nullable String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return null;
    }
  }
}
