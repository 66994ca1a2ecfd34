package dicegate.zmq;

import java.security.MessageDigest;
import java.util.Arrays;
import org.zeromq.ZMQ;

/**
 * A Curve25519 key, public or secret: 32 bytes, written as 40 characters of Z85.
 *
 * <p>Only {@link #z85()} shows it, because any key may be a secret one. Immutable.
 *
 * @see <a href="https://rfc.zeromq.org/spec/32/">RFC 32: Z85</a>
 */
public final class CurveKey {

  /** The length of a key in bytes. */
  public static final int BYTES = 32;

  /** The length of a key in characters of Z85. */
  public static final int CHARACTERS = 40;

  private static final String EXPECTED = "expected a CURVE key of 40 characters of Z85";

  private final byte[] bytes;

  private CurveKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Makes a key of a copy of the bytes.
   *
   * @throws IllegalArgumentException if there are not exactly 32
   */
  public static CurveKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a CURVE key has 32 bytes, not " + bytes.length);
    }
    return new CurveKey(bytes.clone());
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if the text is not a key; the message does not quote it, since
   *     it may be a mistyped secret
   */
  public static CurveKey parse(String z85) {
    if (z85.length() != CHARACTERS) {
      throw new IllegalArgumentException(EXPECTED + ", not " + z85.length());
    }
    byte[] decoded = isPrintable(z85) ? ZMQ.Curve.z85Decode(z85) : null;
    // JeroMQ decodes every character to some digit and wraps on overflow: so the decoded key is
    // encoded again and compared.
    if (decoded == null || !ZMQ.Curve.z85Encode(decoded).equals(z85)) {
      throw new IllegalArgumentException(EXPECTED + ", but this is not Z85");
    }
    return new CurveKey(decoded);
  }

  /** Returns the key as text, a secret key too. */
  public String z85() {
    return ZMQ.Curve.z85Encode(bytes);
  }

  /** Returns a copy of the key's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CurveKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Returns the same text for every key, which may be a secret. */
  @Override
  public String toString() {
    return "CurveKey";
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
