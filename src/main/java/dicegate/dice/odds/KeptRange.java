package dicegate.dice.odds;

import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Selection;

/**
 * The positions of a sorted pool that are kept. Each clause keeps the positions up to one end of
 * the pool, so the intersection of all clauses is one range.
 *
 * @param from the lowest kept position, counted from 0
 * @param to the position after the highest kept one; equals {@code from} if none is kept
 */
record KeptRange(int from, int to) {

  /** Returns the kept range of a pool with the given size. */
  static KeptRange of(PoolModifiers pool, int size) {
    int from = 0;
    int to = size;
    for (Selection selection : pool.selections()) {
      int amount = (int) Math.min(selection.amount(), size);
      if (selection.keep() == selection.highest()) {
        from = Math.max(from, selection.keep() ? size - amount : amount);
      } else {
        to = Math.min(to, selection.keep() ? amount : size - amount);
      }
    }
    return new KeptRange(from, Math.max(from, to));
  }

  int size() {
    return to - from;
  }

  /** Returns the same range, with positions counted from the other end of the pool. */
  KeptRange reversed(int size) {
    return new KeptRange(size - to, size - from);
  }

  /** Returns how many of the {@code positions} positions from {@code position} are kept. */
  int among(int position, int positions) {
    return Math.max(0, Math.min(to, position + positions) - Math.max(from, position));
  }
}
