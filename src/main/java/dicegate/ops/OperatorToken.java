package dicegate.ops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The token of the operator, compared with that of a request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750, bearer tokens</a>
 */
final class OperatorToken {

  private static final String SCHEME = "Bearer ";

  private OperatorToken() {}

  /**
   * Returns whether a request may see what requires the token. Compares in constant time, so that
   * response times reveal nothing about the token.
   *
   * @param header the header {@code Authorization}; null if it is absent
   */
  static boolean permits(OpsSettings settings, @Nullable String header) {
    return settings.token().isEmpty()
        || (header != null
            && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            && MessageDigest.isEqual(
                bytes(header.substring(SCHEME.length()).strip()), bytes(settings.token().get())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
