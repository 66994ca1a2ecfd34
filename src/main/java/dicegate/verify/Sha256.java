package dicegate.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256 and HMAC-SHA-256 of short messages. Stateless: each call works on a copy of a digest that
 * nobody changes, which costs less than to look an algorithm up.
 *
 * <p>HMAC is written out, since {@code javax.crypto.Mac} copies the key into objects. A key is used
 * once here, so there is nothing to keep of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
final class Sha256 {

  /** The length of a hash, and of a key, in bytes. */
  static final int BYTES = 32;

  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private static final MessageDigest EMPTY = newDigest();

  private Sha256() {}

  /** Hashes the concatenation of some bytes. */
  static byte[] hash(byte[]... parts) {
    MessageDigest digest = copyOfEmpty();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /**
   * Returns the HMAC of the concatenation of some bytes.
   *
   * @param key {@link #BYTES} bytes
   */
  static byte[] hmac(byte[] key, byte[]... parts) {
    // A digest is as new after digest(), so one copy is enough for both hashes.
    MessageDigest digest = copyOfEmpty();
    digest.update(padded(key, INNER));
    for (byte[] part : parts) {
      digest.update(part);
    }
    byte[] inner = digest.digest();
    digest.update(padded(key, OUTER));
    digest.update(inner);
    return digest.digest();
  }

  private static byte[] padded(byte[] key, byte with) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes");
    }
    byte[] pad = new byte[BLOCK_BYTES];
    for (int i = 0; i < BYTES; i++) {
      pad[i] = (byte) (key[i] ^ with);
    }
    Arrays.fill(pad, BYTES, BLOCK_BYTES, with);
    return pad;
  }

  private static MessageDigest copyOfEmpty() {
    try {
      return (MessageDigest) EMPTY.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's digests can be copied", e);
    }
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
