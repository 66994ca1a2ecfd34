package dicegate.dice.odds;

import java.math.BigInteger;

/**
 * Powers of polynomials, in the cheaper of two ways: squaring and multiplying the packed number,
 * good for few dice, or one coefficient after the other by a {@link PowerRecurrence}. Stateless.
 */
final class Powers {

  private Powers() {}

  /**
   * Returns the power, packed.
   *
   * @param terms the lowest of them of exponent 0
   * @param power 1 or more
   */
  static BigInteger packed(Terms terms, int power, Packing packing, Work work) {
    double length = (double) terms.degree() * power + 1;
    work.chargeOutcomes(length, packing.bits());
    long words = (long) (length * packing.bits() / Long.SIZE) + 1;
    double squaring = 2.5 * Work.productCost(words / 2 + 1, words / 2 + 1);
    // Looking for the recurrence has its price, too.
    if (squaring <= terms.count() * 10.0 * Work.STEP) {
      work.charge(squaring);
      return packing.pack(terms.exponents(), terms.coefficients()).pow(power);
    }
    work.charge(terms.count() * 10.0 * Work.STEP);
    PowerRecurrence recurrence = PowerRecurrence.of(terms, power);
    int each = Work.words(packing.bits());
    double recurring =
        length * (recurrence.terms() * (3.0 * Work.STEP + 10.0 * each) + Work.STEP + 20.0 * each);
    if (squaring <= recurring) {
      work.charge(squaring);
      return packing.pack(terms.exponents(), terms.coefficients()).pow(power);
    }
    work.charge(recurring);
    int[] exponents = new int[(int) length];
    for (int i = 0; i < exponents.length; i++) {
      exponents[i] = i;
    }
    BigInteger first = terms.coefficients()[0].pow(power);
    return packing.pack(exponents, recurrence.run(first, exponents.length));
  }
}
