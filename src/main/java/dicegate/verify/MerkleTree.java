package dicegate.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * A binary tree of hashes over roll keys. Its root commits to all of them, in their order; the path
 * of one shows that it belongs to the root, and says nothing about the others. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1</a>
 */
final class MerkleTree {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  /** The nodes by level; the leaves first, the root last. */
  private final List<List<byte[]>> levels;

  private MerkleTree(List<List<byte[]>> levels) {
    this.levels = levels;
  }

  /**
   * Makes the tree of some keys.
   *
   * @param keys a power of two of them
   */
  static MerkleTree of(List<byte[]> keys) {
    if (Integer.bitCount(keys.size()) != 1) {
      throw new IllegalArgumentException("not a power of two: " + keys.size());
    }
    List<List<byte[]>> levels = new ArrayList<>();
    List<byte[]> level = keys.stream().map(key -> Sha256.hash(LEAF, key)).toList();
    levels.add(level);
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>(level.size() / 2);
      for (int i = 0; i < level.size(); i += 2) {
        above.add(Sha256.hash(NODE, level.get(i), level.get(i + 1)));
      }
      levels.add(above);
      level = above;
    }
    return new MerkleTree(levels);
  }

  /** Returns the root. */
  byte[] root() {
    return levels.get(levels.size() - 1).get(0).clone();
  }

  /** Returns the siblings on the way from a leaf to the root, without these two. */
  List<byte[]> path(int index) {
    List<byte[]> path = new ArrayList<>(levels.size() - 1);
    int at = index;
    for (List<byte[]> level : levels.subList(0, levels.size() - 1)) {
      path.add(level.get(at ^ 1).clone());
      at >>= 1;
    }
    return path;
  }

  /** Returns the root of the tree in which a key has this index and this path. */
  static byte[] rootOf(byte[] key, int index, List<byte[]> path) {
    byte[] node = Sha256.hash(LEAF, key);
    int at = index;
    for (byte[] sibling : path) {
      node = (at & 1) == 0 ? Sha256.hash(NODE, node, sibling) : Sha256.hash(NODE, sibling, node);
      at >>= 1;
    }
    return node;
  }
}
