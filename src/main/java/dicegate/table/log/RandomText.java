package dicegate.table.log;

import java.security.SecureRandom;
import java.util.Base64;

/** Random bits as text: letters, digits, {@code -} and {@code _}. Thread-safe. */
public final class RandomText {

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  /** Returns the given number of random bytes in base64url, four characters for three bytes. */
  public static String ofBytes(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
