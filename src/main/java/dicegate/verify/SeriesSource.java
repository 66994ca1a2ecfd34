package dicegate.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes series, and keeps the trees of those that were proven last: a tree costs as much as {@link
 * RollSeries#SIZE} paths out of it.
 *
 * <p>Thread-safe.
 */
public final class SeriesSource {

  /** The most trees kept, some 7 kB each. */
  private static final int MAX_TREES = 512;

  private final RandomGenerator random;

  /** In the order of their last use; guarded by this. */
  private final Map<RollSeries, MerkleTree> trees = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Makes a source without trees.
   *
   * @param random cryptographically strong, and thread-safe
   */
  public SeriesSource(RandomGenerator random) {
    this.random = random;
  }

  /** Makes a series of a single roll; see {@link RollSeries#ofOne}. */
  public RollSeries seriesOfOne() {
    return RollSeries.ofOne(random);
  }

  /**
   * Makes a series.
   *
   * @param proven whether each of its rolls is proven as it is made, so that the tree is kept at
   *     once
   */
  RollSeries newSeries(boolean proven) {
    return RollSeries.of(random, this, proven);
  }

  MerkleTree treeOf(RollSeries series) {
    synchronized (this) {
      MerkleTree kept = trees.get(series);
      if (kept != null) {
        return kept;
      }
    }
    MerkleTree made = series.makeTree();
    keep(series, made);
    return made;
  }

  synchronized void keep(RollSeries series, MerkleTree tree) {
    trees.put(series, tree);
    if (trees.size() > MAX_TREES) {
      trees.remove(trees.keySet().iterator().next());
    }
  }
}
