package dicegate.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature by which a receiver knows that a request is of this webhook and recent: HMAC-SHA256
 * of {@code <timestamp>.<body>}, with the webhook's secret.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
final class WebhookSignature {

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /**
   * Returns the value of the header Dicegate-Signature.
   *
   * @param secret the text of the secret, whose bytes in UTF-8 are the key
   * @param timestamp the seconds since 1970, as in the header Dicegate-Timestamp
   */
  static String of(String secret, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      // Every Java platform has this algorithm, and any key that is not empty is valid.
      throw new IllegalStateException("no " + ALGORITHM, e);
    }
  }
}
