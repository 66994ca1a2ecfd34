package dicegate.verify;

import dicegate.hash.HmacSha256;
import dicegate.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A series of rolls to whose dice the server is committed: a secret, its root, and how many of the
 * rolls were taken.
 *
 * <p>Memory is one secret, one root in two forms, and the player's seed; keys and paths are worked
 * out when they are needed, from a tree that {@link SeriesSource} keeps for a while.
 *
 * <p>Thread-safe.
 */
public final class RollSeries {

  /**
   * The number of rolls, a constant of the specification: with trees of other sizes a server would
   * have more than one key for a number. A root costs some 40 microseconds and a path six hashes; a
   * client that rolls more begins the next series.
   */
  public static final int SIZE = 64;

  /** The longest seed of a player, in bytes of UTF-8. */
  public static final int MAX_SEED_BYTES = 64;

  /** Before the secret, so that a roll key is neither a leaf nor a node of a tree. */
  private static final byte KEY = 2;

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] secret;
  private final byte[] root;
  private final String rootText;
  private final int size;
  private final @Nullable SeriesSource source;
  private String seed = ""; // guarded by this
  private int taken; // guarded by this

  /**
   * By the bits of their indexes, the rolls whose keys may be told to the player; guarded by this.
   */
  private long released;

  private RollSeries(byte[] secret, int size, @Nullable SeriesSource source, boolean proven) {
    this.secret = secret;
    this.size = size;
    this.source = source;
    MerkleTree tree = makeTree();
    this.root = tree.root();
    this.rootText = HEX.formatHex(root);
    if (source != null && proven) {
      source.keep(this, tree);
    }
  }

  /**
   * Makes a series of {@link #SIZE} rolls, which has not begun.
   *
   * @param random cryptographically strong
   */
  public static RollSeries of(RandomGenerator random) {
    return new RollSeries(secret(random), SIZE, null, false);
  }

  /**
   * Makes a series of a single roll, to whose key nobody is told a commitment before.
   *
   * @param random cryptographically strong
   */
  public static RollSeries ofOne(RandomGenerator random) {
    return new RollSeries(secret(random), 1, null, false);
  }

  /** Makes a series whose tree the source keeps. */
  static RollSeries of(RandomGenerator random, SeriesSource source, boolean proven) {
    return new RollSeries(secret(random), SIZE, source, proven);
  }

  private static byte[] secret(RandomGenerator random) {
    byte[] secret = new byte[Sha256.BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** Returns whether a text may be the seed of a player, other than none. */
  public static boolean isSeed(String text) {
    return !text.isEmpty()
        && text.chars().noneMatch(Character::isISOControl)
        && text.getBytes(StandardCharsets.UTF_8).length <= MAX_SEED_BYTES
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Returns the commitment, as 64 hexadecimal digits. */
  public String root() {
    return rootText;
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

  /** Returns the number of rolls that it has, taken or not. */
  public int size() {
    return size;
  }

  /** Returns the player's seed; empty if there is none. */
  public synchronized String seed() {
    return seed;
  }

  /** Takes the next roll, and returns its index; empty if all are taken. */
  public synchronized OptionalInt take() {
    return taken < size ? OptionalInt.of(taken++) : OptionalInt.empty();
  }

  /** Returns the number of rolls taken. */
  public synchronized int taken() {
    return taken;
  }

  /** Lets the player be told the key of a roll, whose dice can no longer be changed or hidden. */
  synchronized void release(int index) {
    released |= 1L << index;
  }

  /** Returns whether the player may be told the key of a roll. */
  synchronized boolean isReleased(int index) {
    return index >= 0 && index < size && (released & 1L << index) != 0;
  }

  /**
   * Returns the seed of the dice of one roll, 32 bytes.
   *
   * @param index that {@link #take} returned
   * @param expression as the engine gets it
   */
  public byte[] rollSeed(int index, String expression) {
    Sha256 sha256 = new Sha256();
    byte[] key = new byte[Sha256.BYTES];
    writeKeys(sha256, index, 1, key);
    HmacSha256 hmac = new HmacSha256(sha256);
    return RollSeedDerivation.rollSeed(hmac, key, root, index, seed(), expression);
  }

  /**
   * Returns the proof of one roll, by which its dice can be worked out.
   *
   * @param index that {@link #take} returned
   * @param expression as the engine got it
   */
  public RollProof proof(int index, String expression) {
    return new RollProof(
        root(),
        index,
        HEX.formatHex(key(index)),
        tree().path(index).stream().map(HEX::formatHex).toList(),
        seed(),
        expression);
  }

  /** Returns a key, and behind it its siblings from the lowest level. */
  byte[] keyAndPath(int index) {
    List<byte[]> path = tree().path(index);
    byte[] joined = Arrays.copyOf(key(index), Sha256.BYTES * (1 + path.size()));
    for (int i = 0; i < path.size(); i++) {
      System.arraycopy(path.get(i), 0, joined, Sha256.BYTES * (1 + i), Sha256.BYTES);
    }
    return joined;
  }

  private MerkleTree tree() {
    return source == null ? makeTree() : source.treeOf(this);
  }

  /** Makes the tree of all keys. */
  MerkleTree makeTree() {
    return MerkleTree.of(keys());
  }

  /** Hides the secret, since objects are easily logged. */
  @Override
  public String toString() {
    return "RollSeries[" + root() + "]";
  }

  /** Returns all keys, one behind the other. */
  private byte[] keys() {
    byte[] keys = new byte[size * Sha256.BYTES];
    writeKeys(new Sha256(), 0, size, keys);
    return keys;
  }

  private byte[] key(int index) {
    byte[] key = new byte[Sha256.BYTES];
    writeKeys(new Sha256(), index, 1, key);
    return key;
  }

  private void writeKeys(Sha256 sha256, int first, int count, byte[] to) {
    byte[] input = new byte[1 + Sha256.BYTES + Integer.BYTES];
    input[0] = KEY;
    System.arraycopy(secret, 0, input, 1, Sha256.BYTES);
    for (int i = 0; i < count; i++) {
      RollSeedDerivation.putUint32(first + i, input, 1 + Sha256.BYTES);
      sha256.hash(input, 0, input.length, to, i * Sha256.BYTES);
    }
  }
}
