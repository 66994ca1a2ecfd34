package dicegate.dice.eval;

import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Count;
import dicegate.dice.notation.PoolModifiers.Matching;
import dicegate.dice.notation.PoolModifiers.Sort;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The phases of a pool after its dice are rolled: keep and drop, sort, count, match. Dice that are
 * already dropped are neither selected nor counted nor matched. Confined to one thread.
 */
final class PoolPhases {

  /** The low bits of a sort key, which hold the index of a die; the value is above them. */
  private static final int INDEX_BITS = 14;

  private final RollBuffer buffer;

  PoolPhases(RollBuffer buffer) {
    this.buffer = buffer;
  }

  /** Applies the phases, and returns the total of the pool. */
  double apply(PoolModifiers pool, int from, int to) {
    if (!pool.selections().isEmpty()) {
      select(pool, from, to);
    }
    if (pool.sort() != Sort.AS_ROLLED) {
      sort(pool.sort(), from, to);
    }
    if (pool.count().present()) {
      count(pool.count(), from, to);
    }
    return pool.matching().present() ? match(pool.matching(), from, to) : buffer.total(from, to);
  }

  private void select(PoolModifiers pool, int from, int to) {
    int[] ascending = ascending(from, to, true);
    for (int position = 0; position < ascending.length; position++) {
      if (!pool.keeps(position, ascending.length)) {
        buffer.drop(ascending[position], ascending[position] + 1);
      }
    }
  }

  private void sort(Sort sort, int from, int to) {
    int[] order = ascending(from, to, false);
    if (sort == Sort.DESCENDING) {
      for (int i = 0; i < order.length / 2; i++) {
        int last = order.length - 1 - i;
        int swapped = order[i];
        order[i] = order[last];
        order[last] = swapped;
      }
    }
    buffer.reorder(from, order);
  }

  /** Returns the dice sorted by number; the sort is stable. */
  private int[] ascending(int from, int to, boolean keptAlone) {
    long[] keys = new long[to - from];
    boolean large = false;
    int size = 0;
    for (int i = from; i < to; i++) {
      if (!keptAlone || buffer.kept(i)) {
        large |= Math.abs(buffer.number(i)) > Long.MAX_VALUE >> INDEX_BITS;
        keys[size++] = (buffer.number(i) << INDEX_BITS) | (i - from);
      }
    }
    if (large) {
      return IntStream.range(from, to)
          .filter(i -> !keptAlone || buffer.kept(i))
          .boxed()
          .sorted(Comparator.comparingLong(buffer::number))
          .mapToInt(Integer::intValue)
          .toArray();
    }
    Arrays.sort(keys, 0, size);
    int[] ascending = new int[size];
    for (int i = 0; i < size; i++) {
      ascending[i] = (int) (keys[i] & (1 << INDEX_BITS) - 1) + from;
    }
    return ascending;
  }

  /** Flags the dice in sets, and returns the total. */
  private double match(Matching matching, int from, int to) {
    int[] dice = ascending(from, to, true);
    int sets = 0;
    int width = 0;
    long height = 0;
    int next = 0;
    while (next < dice.length) {
      int first = next;
      long value = buffer.number(dice[first]);
      while (next < dice.length && buffer.number(dice[next]) == value) {
        next++;
      }
      if (next - first >= matching.least()) {
        sets++;
        for (int i = first; i < next; i++) {
          buffer.flag(dice[i], DieFlag.MATCHED.bit());
        }
      }
      // The values ascend, so the last one of equal width is the highest.
      if (next - first >= width) {
        width = next - first;
        height = value;
      }
    }
    return switch (matching.result()) {
      case SUM -> buffer.total(from, to);
      case COUNT -> sets;
      case WIDTH -> width;
      case HEIGHT -> (double) height;
    };
  }

  private void count(Count count, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer.kept(i)) {
        double value = (double) buffer.number(i);
        int successes = count.successes(value);
        boolean fails = count.fails(value);
        buffer.count(i, successes - (fails ? 1 : 0));
        buffer.flag(i, successes > 0 ? DieFlag.SUCCESS.bit() : 0);
        buffer.flag(i, fails ? DieFlag.FAILURE.bit() : 0);
      }
    }
  }
}
