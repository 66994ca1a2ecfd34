package dicegate.hash;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of short messages, one after another into arrays of the caller. A message is passed in
 * one piece: each call of the JDK's digest costs as much as hashing a block of 64 bytes does on a
 * processor with instructions for it.
 *
 * <p>Confined to one thread.
 *
 * @see <a href="https://doi.org/10.6028/NIST.FIPS.180-4">FIPS 180-4</a>
 */
public final class Sha256 {

  /** The length of a hash, in bytes. */
  public static final int BYTES = 32;

  /** Copied, which costs less than to look the algorithm up. */
  private static final MessageDigest EMPTY = newDigest();

  private final MessageDigest digest = copyOfEmpty();

  /** Returns the hash of the concatenation of some bytes. */
  public static byte[] hash(byte[]... parts) {
    byte[] message = new byte[length(parts)];
    join(parts, message, 0);
    byte[] hash = new byte[BYTES];
    new Sha256().hash(message, 0, message.length, hash, 0);
    return hash;
  }

  /**
   * Hashes a message.
   *
   * @param from has it, from {@code start} on
   * @param to gets {@link #BYTES} bytes, from {@code at} on
   */
  public void hash(byte[] from, int start, int length, byte[] to, int at) {
    digest.update(from, start, length);
    try {
      // A digest is as new after it.
      digest.digest(to, at, BYTES);
    } catch (DigestException e) {
      throw new IllegalArgumentException("no room for a hash", e);
    }
  }

  static int length(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    return length;
  }

  static void join(byte[][] parts, byte[] to, int at) {
    int end = at;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, to, end, part.length);
      end += part.length;
    }
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
