package dicegate.verify;

import dicegate.hash.HmacSha256;
import dicegate.hash.Sha256;
import java.util.HexFormat;
import java.util.List;

/**
 * What is told of a roll so that anybody can work its dice out.
 *
 * @param root the commitment of its series, 64 hexadecimal digits
 * @param index its place in the series, from 0
 * @param key its roll key, 64 hexadecimal digits
 * @param path the siblings of the key's leaf, from the lowest level, 64 hexadecimal digits each;
 *     empty in a series of one roll
 * @param seed the player's seed; empty if the player gave none
 * @param expression as the engine got it
 */
public record RollProof(
    String root, int index, String key, List<String> path, String seed, String expression) {

  /**
   * The siblings in a path. Were other lengths accepted, a server could build a tree of unequal
   * depths, in which one index has several keys, and choose among them.
   */
  public static final int PATH_LENGTH = Integer.numberOfTrailingZeros(RollSeries.SIZE);

  private static final HexFormat HEX = HexFormat.of();

  public RollProof {
    path = List.copyOf(path);
  }

  /**
   * Returns whether the key belongs to the root at this index, so that the server was committed to
   * it.
   *
   * @throws IllegalArgumentException if a text is not hexadecimal
   */
  public boolean isCommitted() {
    boolean hasSize = isOfSingleRoll() || path.size() == PATH_LENGTH;
    if (!hasSize || index < 0 || index >= 1 << path.size()) {
      return false;
    }
    byte[] computed =
        MerkleTree.rootOf(HEX.parseHex(key), index, path.stream().map(HEX::parseHex).toList());
    return HEX.formatHex(computed).equals(root);
  }

  /** Returns whether the series has no other roll, so that its root was published with the key. */
  public boolean isOfSingleRoll() {
    return path.isEmpty();
  }

  /**
   * Returns the seed of the dice, 32 bytes.
   *
   * @throws IllegalArgumentException if a text is not hexadecimal
   */
  public byte[] rollSeed() {
    HmacSha256 hmac = new HmacSha256(new Sha256());
    return RollSeedDerivation.rollSeed(
        hmac, HEX.parseHex(key), HEX.parseHex(root), index, seed, expression);
  }
}
