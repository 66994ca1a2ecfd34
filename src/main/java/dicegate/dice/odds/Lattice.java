package dicegate.dice.odds;

import java.util.function.IntToLongFunction;

/**
 * Whole numbers at even distances, by their index.
 *
 * @param base the number of index 0
 * @param step the distance, 1 or more
 */
record Lattice(long base, long step) {

  /** Returns the widest distance that divides all of so many numbers, and 1 if all are 0. */
  static long divisor(long before, int count, IntToLongFunction number) {
    long divisor = before;
    for (int i = 0; i < count && divisor != 1; i++) {
      divisor = gcd(divisor, Math.abs(number.applyAsLong(i)));
    }
    return divisor;
  }

  /** Returns a lattice from a base, with a distance of {@code divisor}, or any if that is 0. */
  static Lattice of(long base, long divisor) {
    return new Lattice(base, Math.max(1, divisor));
  }

  double index(double number) {
    return (number - base) / step;
  }

  double number(long index) {
    return (double) base + (double) step * index;
  }

  private static long gcd(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}
