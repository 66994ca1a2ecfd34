package dicegate.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * A series of rolls to whose dice the server is committed: a secret, its root, and how many of the
 * rolls were taken.
 *
 * <p>Memory is one secret, one root and the player's seed; keys and paths are worked out when they
 * are needed.
 *
 * <p>Thread-safe.
 */
public final class RollSeries {

  /**
   * The number of rolls. A root costs some 40 microseconds and a path six hashes; a client that
   * rolls more begins the next series.
   */
  public static final int SIZE = 64;

  /** The longest seed of a player, in bytes of UTF-8. */
  public static final int MAX_SEED_BYTES = 64;

  private static final byte[] KEY_LABEL = "dicegate key".getBytes(StandardCharsets.US_ASCII);
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] secret;
  private final byte[] root;
  private String seed = ""; // guarded by this
  private int taken; // guarded by this

  private RollSeries(byte[] secret) {
    this.secret = secret;
    this.root = MerkleTree.of(keys(secret)).root();
  }

  /**
   * Makes a series, which has not begun.
   *
   * @param random cryptographically strong
   */
  public static RollSeries of(RandomGenerator random) {
    byte[] secret = new byte[Sha256.BYTES];
    random.nextBytes(secret);
    return new RollSeries(secret);
  }

  /** Returns the commitment, as 64 hexadecimal digits. */
  public String root() {
    return HEX.formatHex(root);
  }

  /**
   * Sets the player's seed.
   *
   * @param text at most {@link #MAX_SEED_BYTES} bytes, without control characters
   * @return false if a roll was taken, so that it is too late
   */
  public synchronized boolean begin(String text) {
    if (taken > 0) {
      return false;
    }
    seed = text;
    return true;
  }

  /** Returns the player's seed; empty if there is none. */
  public synchronized String seed() {
    return seed;
  }

  /** Takes the next roll, and returns its index; empty if all are taken. */
  public synchronized OptionalInt take() {
    return taken < SIZE ? OptionalInt.of(taken++) : OptionalInt.empty();
  }

  /** Returns the number of rolls taken. */
  public synchronized int taken() {
    return taken;
  }

  /**
   * Returns the seed of the dice of one roll, 32 bytes.
   *
   * @param index that {@link #take} returned
   * @param expression as the engine gets it
   */
  public byte[] rollSeed(int index, String expression) {
    return RollSeedDerivation.rollSeed(
        key(Sha256.key(secret), index), root, index, seed(), expression);
  }

  /**
   * Returns the proof of one roll, by which its dice can be worked out.
   *
   * @param index that {@link #take} returned
   * @param expression as the engine got it
   */
  public RollProof proof(int index, String expression) {
    List<byte[]> keys = keys(secret);
    return new RollProof(
        root(),
        index,
        HEX.formatHex(keys.get(index)),
        MerkleTree.of(keys).path(index).stream().map(HEX::formatHex).toList(),
        seed(),
        expression);
  }

  /** Hides the secret, since objects are easily logged. */
  @Override
  public String toString() {
    return "RollSeries[" + root() + "]";
  }

  private static List<byte[]> keys(byte[] secret) {
    Sha256.Key key = Sha256.key(secret);
    List<byte[]> keys = new ArrayList<>(SIZE);
    for (int i = 0; i < SIZE; i++) {
      keys.add(key(key, i));
    }
    return keys;
  }

  private static byte[] key(Sha256.Key secret, int index) {
    return Sha256.hmac(secret, KEY_LABEL, RollSeedDerivation.uint32(index));
  }
}
