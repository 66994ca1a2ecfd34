package dicegate.hash;

import java.util.Arrays;

/**
 * HMAC-SHA-256 of short messages under keys of 32 bytes. Written out, since {@code
 * javax.crypto.Mac} takes half as long again: it copies each key into objects, and passes a message
 * to its digests in pieces.
 *
 * <p>Confined to one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public final class HmacSha256 {

  /** The length of a key, and of a result, in bytes. */
  public static final int BYTES = Sha256.BYTES;

  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final Sha256 sha256;

  /** The padded key, and room for a message behind it. */
  private byte[] inner = new byte[2 * BLOCK_BYTES];

  /** The padded key, and the inner hash. */
  private final byte[] outer = new byte[BLOCK_BYTES + BYTES];

  /**
   * Makes an HMAC that needs a key first.
   *
   * @param sha256 hashes for it; others may use it between two messages
   */
  public HmacSha256(Sha256 sha256) {
    this.sha256 = sha256;
  }

  /**
   * Sets the key of all messages from now on.
   *
   * @param key {@link #BYTES} bytes
   */
  public void setKey(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes");
    }
    for (int i = 0; i < BYTES; i++) {
      inner[i] = (byte) (key[i] ^ INNER);
      outer[i] = (byte) (key[i] ^ OUTER);
    }
    Arrays.fill(inner, BYTES, BLOCK_BYTES, INNER);
    Arrays.fill(outer, BYTES, BLOCK_BYTES, OUTER);
  }

  /**
   * Writes the HMAC of the concatenation of some bytes.
   *
   * @param to gets {@link #BYTES} bytes
   */
  public void write(byte[] to, byte[]... parts) {
    int length = BLOCK_BYTES + Sha256.length(parts);
    if (length > inner.length) {
      inner = Arrays.copyOf(inner, length);
    }
    Sha256.join(parts, inner, BLOCK_BYTES);
    sha256.hash(inner, 0, length, outer, BLOCK_BYTES);
    sha256.hash(outer, 0, outer.length, to, 0);
  }
}
