package dicegate.dice.odds;

import java.math.BigInteger;

/**
 * Powers of polynomials, by the cheaper of two methods: repeated squaring of the packed number,
 * which suits few dice, or coefficient by coefficient with a {@link PowerRecurrence}. Stateless.
 */
final class Powers {

  private Powers() {}

  /**
   * Returns the power, packed.
   *
   * @param terms with a term of exponent 0
   * @param power 1 or more
   */
  static BigInteger packed(Terms terms, int power, KroneckerPacking packing, CostBudget budget) {
    double length = (double) terms.degree() * power + 1;
    budget.chargeOutcomes(length, packing.bits());
    long words = (long) (length * packing.bits() / Long.SIZE) + 1;
    double squaring = 2.5 * CostBudget.productCost(words / 2 + 1, words / 2 + 1);
    // Constructing the recurrence has a cost, too.
    if (squaring <= terms.count() * 10.0 * CostBudget.STEP) {
      budget.charge(squaring);
      return packing.pack(terms.exponents(), terms.coefficients()).pow(power);
    }
    budget.charge(terms.count() * 10.0 * CostBudget.STEP);
    PowerRecurrence recurrence = PowerRecurrence.of(terms, power);
    int each = CostBudget.words(packing.bits());
    double recurring =
        length
            * (recurrence.terms() * (3.0 * CostBudget.STEP + 10.0 * each)
                + CostBudget.STEP
                + 20.0 * each);
    if (squaring <= recurring) {
      budget.charge(squaring);
      return packing.pack(terms.exponents(), terms.coefficients()).pow(power);
    }
    budget.charge(recurring);
    int[] exponents = new int[(int) length];
    for (int i = 0; i < exponents.length; i++) {
      exponents[i] = i;
    }
    BigInteger first = terms.coefficients()[0].pow(power);
    return packing.pack(exponents, recurrence.coefficients(first, exponents.length));
  }
}
