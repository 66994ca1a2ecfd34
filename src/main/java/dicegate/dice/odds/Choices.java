package dicegate.dice.odds;

import java.math.BigInteger;

/** In how many ways some can be chosen out of others. Stateless. */
final class Choices {

  private Choices() {}

  /** Returns the binomial coefficient; 0 if more are to be chosen than there are. */
  static BigInteger of(int from, int chosen, Work work) {
    if (chosen > from) {
      return BigInteger.ZERO;
    }
    int few = Math.min(chosen, from - chosen);
    work.charge(few * (2.0 * Work.STEP + few / 8.0));
    BigInteger ways = BigInteger.ONE;
    for (int i = 1; i <= few; i++) {
      ways = ways.multiply(BigInteger.valueOf(from - few + i)).divide(BigInteger.valueOf(i));
    }
    return ways;
  }

  /** Returns in how many ways so many can be chosen, each anew. */
  static BigInteger power(BigInteger from, int chosen, Work work) {
    double words = (double) from.bitLength() * chosen / Long.SIZE + 1;
    if (words > Work.MAX_WORDS) {
      throw new TooMuchWorkException("size");
    }
    work.chargeProduct((long) words / 2 + 1, (long) words / 2 + 1);
    return from.pow(chosen);
  }
}
