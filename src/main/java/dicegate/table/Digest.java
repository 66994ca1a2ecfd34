package dicegate.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** SHA-256 of texts (FIPS 180-4), cut to what is needed, in base64url. */
final class Digest {

  private Digest() {}

  /**
   * Returns the first bytes of a hash.
   *
   * @param purpose keeps hashes of the same text for other purposes apart
   */
  static String of(String purpose, String text, int bytes) {
    byte[] hash = sha256().digest((purpose + '\n' + text).getBytes(UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
