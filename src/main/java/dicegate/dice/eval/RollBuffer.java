package dicegate.dice.eval;

import dicegate.dice.DieSource;
import dicegate.dice.eval.RolledDice.DieHistory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A buffer of the dice of the current roll, reused for the next. Confined to one thread. */
final class RollBuffer {

  private static final @Nullable DieHistory[] NO_HISTORIES = {};

  private int[] sides = new int[16];
  private int[] states = new int[16];
  private long[] numbers = new long[16];
  private long[] values = new long[16];
  private @Nullable DieHistory[] histories = new DieHistory[16];
  private int count;
  private boolean counted;
  private boolean hasHistories;

  void clear() {
    if (hasHistories) {
      Arrays.fill(histories, 0, count, null);
    }
    count = 0;
    counted = false;
    hasHistories = false;
  }

  int count() {
    return count;
  }

  /** Makes room for that many more dice. */
  void reserve(int more) {
    if (count + more > sides.length) {
      int length = Math.max(sides.length * 2, count + more);
      sides = Arrays.copyOf(sides, length);
      states = Arrays.copyOf(states, length);
      numbers = Arrays.copyOf(numbers, length);
      values = Arrays.copyOf(values, length);
      histories = Arrays.copyOf(histories, length);
    }
  }

  /** Rolls plain dice, whose values are their faces. */
  void roll(DieSource source, int dieSides, int dice) {
    reserve(dice);
    int end = count + dice;
    for (int i = count; i < end; i++) {
      numbers[i] = source.roll(dieSides);
    }
    System.arraycopy(numbers, count, values, count, dice);
    Arrays.fill(sides, count, end, dieSides);
    Arrays.fill(states, count, end, 0);
    count = end;
  }

  /** Adds a die whose value is its face. */
  void add(int dieSides, int state, long value) {
    reserve(1);
    int die = count++;
    sides[die] = dieSides;
    states[die] = state;
    numbers[die] = value;
    values[die] = value;
  }

  /** Adds a die with a history. */
  void add(int dieSides, int state, long value, DieHistory history) {
    add(dieSides, state, value);
    histories[count - 1] = history;
    hasHistories = true;
  }

  void flag(int die, int bits) {
    states[die] |= bits;
  }

  boolean kept(int die) {
    return (states[die] & RolledDice.DROPPED) == 0;
  }

  long number(int die) {
    return numbers[die];
  }

  /** Sets the value of the die to its score. */
  void count(int die, long value) {
    values[die] = value;
    counted = true;
  }

  void drop(int from, int to) {
    for (int i = from; i < to; i++) {
      states[i] |= RolledDice.DROPPED;
    }
  }

  /** Returns the sum of the kept dice; exact up to the largest number. */
  double total(int from, int to) {
    double total = 0;
    for (int i = from; i < to; i++) {
      total += kept(i) ? (double) values[i] : 0;
    }
    return total;
  }

  /** Puts the dice in the given order; must be called before any die is counted. */
  void reorder(int from, int[] order) {
    int[] oldSides = Arrays.copyOfRange(sides, from, from + order.length);
    int[] oldStates = Arrays.copyOfRange(states, from, from + order.length);
    long[] oldNumbers = Arrays.copyOfRange(numbers, from, from + order.length);
    @Nullable DieHistory[] oldHistories = Arrays.copyOfRange(histories, from, from + order.length);
    for (int i = 0; i < order.length; i++) {
      int old = order[i] - from;
      sides[from + i] = oldSides[old];
      states[from + i] = oldStates[old];
      numbers[from + i] = oldNumbers[old];
      values[from + i] = oldNumbers[old];
      histories[from + i] = oldHistories[old];
    }
  }

  RolledDice rolled() {
    long[] numbersSoFar = Arrays.copyOf(numbers, count);
    return new RolledDice(
        Arrays.copyOf(sides, count),
        Arrays.copyOf(states, count),
        numbersSoFar,
        counted ? Arrays.copyOf(values, count) : numbersSoFar,
        hasHistories ? Arrays.copyOf(histories, count) : NO_HISTORIES);
  }
}
