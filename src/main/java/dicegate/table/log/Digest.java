package dicegate.table.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Truncated SHA-256 hashes (FIPS 180-4) of text, in base64url. */
public final class Digest {

  private Digest() {}

  /**
   * Returns the first bytes of a hash.
   *
   * @param purpose separates hashes of the same text for different purposes
   * @param bytes the number of bytes before encoding, 1 to 32
   */
  public static String of(String purpose, String text, int bytes) {
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
