package dicegate.verify;

import dicegate.hash.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A binary tree of hashes over roll keys. Its root commits to all of them, in their order; the path
 * of one shows that it belongs to the root, and says nothing about the others. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1</a>
 */
final class MerkleTree {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /** The nodes, each of {@link Sha256#BYTES} bytes: the leaves, the level above them, the root. */
  private final byte[] nodes;

  private final int leaves;

  private MerkleTree(byte[] nodes, int leaves) {
    this.nodes = nodes;
    this.leaves = leaves;
  }

  /**
   * Makes the tree of some keys.
   *
   * @param keys a power of two of them, one behind the other
   */
  static MerkleTree of(byte[] keys) {
    int leaves = keys.length / Sha256.BYTES;
    if (Integer.bitCount(leaves) != 1 || keys.length % Sha256.BYTES != 0) {
      throw new IllegalArgumentException("not a power of two: " + leaves);
    }
    byte[] nodes = new byte[(2 * leaves - 1) * Sha256.BYTES];
    Sha256 sha256 = new Sha256();
    byte[] leaf = new byte[1 + Sha256.BYTES];
    leaf[0] = LEAF;
    for (int i = 0; i < leaves; i++) {
      System.arraycopy(keys, i * Sha256.BYTES, leaf, 1, Sha256.BYTES);
      sha256.hash(leaf, 0, leaf.length, nodes, i * Sha256.BYTES);
    }
    byte[] node = new byte[1 + 2 * Sha256.BYTES];
    node[0] = NODE;
    // The children of the i-th inner node are the nodes 2i and 2i + 1: each level follows the one
    // below it.
    for (int i = 0; i < leaves - 1; i++) {
      System.arraycopy(nodes, 2 * i * Sha256.BYTES, node, 1, 2 * Sha256.BYTES);
      sha256.hash(node, 0, node.length, nodes, (leaves + i) * Sha256.BYTES);
    }
    return new MerkleTree(nodes, leaves);
  }

  /** Returns the root. */
  byte[] root() {
    return node(2 * leaves - 2);
  }

  /** Returns the siblings on the way from a leaf to the root, without these two. */
  List<byte[]> path(int index) {
    List<byte[]> path = new ArrayList<>();
    int root = 2 * leaves - 2;
    for (int at = index; at < root; at = leaves + at / 2) {
      path.add(node(at ^ 1));
    }
    return path;
  }

  /** Returns the root of the tree in which a key has this index and this path. */
  static byte[] rootOf(byte[] key, int index, List<byte[]> path) {
    byte[] node = Sha256.hash(new byte[] {LEAF}, key);
    int at = index;
    for (byte[] sibling : path) {
      boolean isLeft = (at & 1) == 0;
      node = Sha256.hash(new byte[] {NODE}, isLeft ? node : sibling, isLeft ? sibling : node);
      at >>= 1;
    }
    return node;
  }

  private byte[] node(int at) {
    return Arrays.copyOfRange(nodes, at * Sha256.BYTES, (at + 1) * Sha256.BYTES);
  }
}
