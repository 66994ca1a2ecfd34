package dicegate.dice.odds;

import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Selection;

/**
 * The positions of a sorted pool that stay. Each clause leaves one end of the pool, so that what
 * all of them leave is one stretch.
 *
 * @param from the lowest position that stays, counted from 0
 * @param to the one above the highest that stays; {@code from} if none does
 */
record KeptRange(int from, int to) {

  /** Returns what stays of so many. */
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

  /** Returns the same stretch as seen from the other end of so many. */
  KeptRange reversed(int size) {
    return new KeptRange(size - to, size - from);
  }

  /** Returns how many of so many positions from one on stay. */
  int among(int position, int positions) {
    return Math.max(0, Math.min(to, position + positions) - Math.max(from, position));
  }
}
