package dicegate.dice;

import dicegate.hash.HmacSha256;
import dicegate.hash.Sha256;
import java.nio.ByteBuffer;

/**
 * Dice that follow from a seed: the same faces for the same seed on every engine, in every
 * language. {@code src/docs/verify.md} defines them, with known answers.
 *
 * <p>The stream of bytes is the concatenation of the blocks {@code HMAC-SHA-256(seed, uint32be(j))}
 * with {@code j = 0, 1, 2, ...}. A die of one side takes none of them, one of up to 256 sides takes
 * one, of up to 65,536 two, and of more four, as a big-endian number. A number at or above the
 * largest multiple of the sides is discarded, and the next bytes are taken; the face is the number
 * modulo the sides, plus 1. So every face is equally likely.
 *
 * <p>Confined to one thread, and reused for one seed after another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
public final class SeededDieSource implements DieSource {

  /** The length of a seed, in bytes. */
  public static final int SEED_BYTES = 32;

  private static final int BLOCK_BYTES = 32;

  private final HmacSha256 hmac = new HmacSha256(new Sha256());
  private final byte[] block = new byte[BLOCK_BYTES];
  private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
  private int next = BLOCK_BYTES;
  private int blocks;
  private boolean seeded;

  /**
   * Begins the dice of a seed.
   *
   * @param seed {@link #SEED_BYTES} bytes
   */
  public void start(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    hmac.setKey(seed);
    seeded = true;
    blocks = 0;
    next = BLOCK_BYTES;
  }

  @Override
  public int roll(int sides) {
    if (sides < 1) {
      throw new IllegalArgumentException("sides must be 1 or more, not " + sides);
    }
    if (sides == 1) {
      return 1;
    }
    int bytes = sides <= 1 << 8 ? 1 : sides <= 1 << 16 ? 2 : 4;
    long range = 1L << (Byte.SIZE * bytes);
    long limit = range - range % sides;
    long drawn;
    do {
      drawn = draw(bytes);
    } while (drawn >= limit);
    return (int) (drawn % sides) + 1;
  }

  private long draw(int bytes) {
    long drawn = 0;
    for (int i = 0; i < bytes; i++) {
      drawn = (drawn << Byte.SIZE) | nextByte();
    }
    return drawn;
  }

  private int nextByte() {
    if (next == BLOCK_BYTES) {
      nextBlock();
    }
    return block[next++] & 0xff;
  }

  private void nextBlock() {
    if (!seeded) {
      throw new IllegalStateException("no seed yet");
    }
    hmac.write(block, number.putInt(0, blocks++).array());
    next = 0;
  }
}
