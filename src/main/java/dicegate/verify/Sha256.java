package dicegate.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256 and HMAC-SHA-256 of short messages. Stateless: each call works on a copy of a digest that
 * nobody changes, which costs less than to look an algorithm up.
 *
 * <p>HMAC is written out, since {@code javax.crypto.Mac} copies the key into objects and compresses
 * both pads for each message: here the state behind the pads is kept for all messages of a key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
final class Sha256 {

  /** The length of a hash, in bytes. */
  static final int BYTES = 32;

  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private static final MessageDigest EMPTY = newDigest();

  private Sha256() {}

  /** A key of HMAC: the states of the digest behind its two pads. */
  record Key(MessageDigest inner, MessageDigest outer) {}

  /** Hashes the concatenation of some bytes. */
  static byte[] hash(byte[]... parts) {
    return hash(copy(EMPTY), parts);
  }

  /** Prepares a key of at most 64 bytes. */
  static Key key(byte[] key) {
    return new Key(padded(key, INNER), padded(key, OUTER));
  }

  /** Returns the HMAC of the concatenation of some bytes. */
  static byte[] hmac(Key key, byte[]... parts) {
    return hash(copy(key.outer()), hash(copy(key.inner()), parts));
  }

  private static byte[] hash(MessageDigest with, byte[]... parts) {
    for (byte[] part : parts) {
      with.update(part);
    }
    return with.digest();
  }

  private static MessageDigest padded(byte[] key, byte with) {
    if (key.length > BLOCK_BYTES) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes");
    }
    byte[] pad = Arrays.copyOf(key, BLOCK_BYTES);
    for (int i = 0; i < pad.length; i++) {
      pad[i] ^= with;
    }
    MessageDigest padded = copy(EMPTY);
    padded.update(pad);
    return padded;
  }

  private static MessageDigest copy(MessageDigest of) {
    try {
      return (MessageDigest) of.clone();
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
