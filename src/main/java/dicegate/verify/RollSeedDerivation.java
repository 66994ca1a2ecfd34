package dicegate.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** From a roll key and what the player said to the seed of the dice. Stateless. */
final class RollSeedDerivation {

  /** Behind the label a byte 0, so that no other label is a prefix of it. */
  private static final byte[] LABEL = "dicegate roll\0".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] SEPARATOR = {0};

  private RollSeedDerivation() {}

  /** Returns the seed, 32 bytes. */
  static byte[] rollSeed(byte[] key, byte[] root, int index, String seed, String expression) {
    return Sha256.hmac(
        key,
        LABEL,
        root,
        uint32(index),
        seed.getBytes(StandardCharsets.UTF_8),
        SEPARATOR,
        expression.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a number as four bytes, big-endian. */
  static byte[] uint32(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
