package dicegate.dice.odds;

import java.util.function.IntToLongFunction;

/**
 * An arithmetic progression of whole numbers, addressed by index.
 *
 * @param base the number at index 0
 * @param step the difference of neighbours, 1 or more
 */
record Lattice(long base, long step) {

  /** Returns the greatest common divisor of {@code before} and the numbers; 0 if all are 0. */
  static long divisor(long before, int count, IntToLongFunction number) {
    long divisor = before;
    for (int i = 0; i < count && divisor != 1; i++) {
      divisor = gcd(divisor, Math.abs(number.applyAsLong(i)));
    }
    return divisor;
  }

  /** Returns the lattice with a step of {@code divisor}, or of 1 if that is 0. */
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
