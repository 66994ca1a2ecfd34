package dicegate.dice;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Fair dice from the system's cryptographic random source.
 *
 * <p>Bytes are drawn in blocks, since a call a die costs more than the die. A 32-bit draw is scaled
 * to the sides by multiplication, and the few draws that would favour some faces are thrown away,
 * so there is no modulo bias.
 *
 * <p>Confined to one thread.
 *
 * @see <a href="https://arxiv.org/abs/1805.10941">Lemire, Fast Random Integer Generation in an
 *     Interval, section 4</a>
 */
public final class SecureDieSource implements DieSource {

  private static final int BLOCK_BYTES = 4096;

  private final SecureRandom random = new SecureRandom();
  private final byte[] block = new byte[BLOCK_BYTES];
  private final ByteBuffer unused = ByteBuffer.wrap(block).limit(0);

  @Override
  public int roll(int sides) {
    if (sides < 1) {
      throw new IllegalArgumentException("sides must be 1 or more, not " + sides);
    }
    long product = draw() * sides;
    // Only a low half below `sides` can be one of the surplus draws, so the division is rare.
    if (Integer.compareUnsigned((int) product, sides) < 0) {
      int surplus = Integer.remainderUnsigned(-sides, sides);
      while (Integer.compareUnsigned((int) product, surplus) < 0) {
        product = draw() * sides;
      }
    }
    return (int) (product >>> Integer.SIZE) + 1;
  }

  /** Returns 32 random bits as an unsigned number. */
  private long draw() {
    if (!unused.hasRemaining()) {
      random.nextBytes(block);
      unused.clear();
    }
    return Integer.toUnsignedLong(unused.getInt());
  }
}
