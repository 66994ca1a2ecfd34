package dicegate.dice.odds;

/**
 * The remaining cost that one exact answer may have, in units of about a nanosecond, the time for
 * one arithmetic step on a 64-bit word. It is charged before the work is done. Confined to one
 * thread.
 */
final class CostBudget {

  /** The cost of one exact answer, in units. */
  static final long BUDGET = 30_000_000;

  /** The most outcomes of a distribution, and the most faces of a die that are enumerated. */
  static final int MAX_OUTCOMES = 1 << 16;

  /** The most words of all weights of a distribution together: 4 MiB. */
  static final int MAX_WORDS = 1 << 19;

  /** The least cost of an operation on an object. */
  static final int STEP = 60;

  private long left;

  CostBudget(long units) {
    left = units;
  }

  /** Returns the number of words for a number of bits. */
  static int words(int bits) {
    return bits / Long.SIZE + 1;
  }

  /**
   * Takes units from the budget.
   *
   * @throws BudgetExceededException if the budget is exceeded
   */
  void charge(double units) {
    if (units > left) {
      throw new BudgetExceededException("budget");
    }
    left -= (long) units + 1;
  }

  /** Charges a multiplication of numbers with these lengths in words. */
  void chargeProduct(long words, long otherWords) {
    charge(productCost(words, otherWords));
  }

  /** Returns the measured cost of multiplying numbers with these lengths in words. */
  static double productCost(long words, long otherWords) {
    double few = Math.min(words, otherWords);
    double many = Math.max(words, otherWords);
    double square = few <= 100 ? 1.5 * few * few : 15_000 * Math.pow(few / 100, 1.6);
    double lopsided = few > 60 && many > 4 * few ? 5 : 1;
    return STEP + 6 * many + Math.ceil(many / few) * square * lopsided;
  }

  /**
   * Charges the construction of a distribution.
   *
   * @throws BudgetExceededException if the distribution is too large, or the budget is exceeded
   */
  void chargeOutcomes(double outcomes, int bits) {
    double words = outcomes * words(bits);
    if (outcomes > MAX_OUTCOMES || words > MAX_WORDS) {
      throw new BudgetExceededException("size");
    }
    charge(outcomes * STEP + words);
  }
}
