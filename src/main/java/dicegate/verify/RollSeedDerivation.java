package dicegate.verify;

import dicegate.hash.HmacSha256;
import java.nio.charset.StandardCharsets;

/** From a roll key and what the player said to the seed of the dice. Stateless. */
final class RollSeedDerivation {

  /** Behind the label a byte 0, so that no other label is a prefix of it. */
  private static final byte[] LABEL = "dicegate roll\0".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] SEPARATOR = {0};

  private RollSeedDerivation() {}

  /**
   * Returns the seed, 32 bytes.
   *
   * @param hmac that the caller uses for nothing else meanwhile
   */
  static byte[] rollSeed(
      HmacSha256 hmac, byte[] key, byte[] root, int index, String seed, String expression) {
    byte[] rollSeed = new byte[HmacSha256.BYTES];
    hmac.setKey(key);
    hmac.write(
        rollSeed,
        LABEL,
        root,
        uint32(index),
        seed.getBytes(StandardCharsets.UTF_8),
        SEPARATOR,
        expression.getBytes(StandardCharsets.UTF_8));
    return rollSeed;
  }

  private static byte[] uint32(int value) {
    byte[] bytes = new byte[Integer.BYTES];
    putUint32(value, bytes, 0);
    return bytes;
  }

  /** Writes a number as four bytes, big-endian. */
  static void putUint32(int value, byte[] to, int at) {
    for (int i = 0; i < Integer.BYTES; i++) {
      to[at + i] = (byte) (value >>> (Byte.SIZE * (Integer.BYTES - 1 - i)));
    }
  }
}
