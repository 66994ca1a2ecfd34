package dicegate.dice.odds;

/**
 * What one exact answer may still cost, in units of about a nanosecond: one step of arithmetic on a
 * 64-bit word. It is charged before the work is done. Confined to one thread.
 */
final class CostBudget {

  /** The cost of one exact answer, in units. */
  static final long BUDGET = 30_000_000;

  /** The most outcomes of a distribution, and the most faces of a die that are looked at. */
  static final int MAX_OUTCOMES = 1 << 16;

  /** The most words of the weights of a distribution, all together: 4 MiB. */
  static final int MAX_WORDS = 1 << 19;

  /** What an operation on one object costs, however short. */
  static final int STEP = 60;

  private long left;

  CostBudget(long units) {
    left = units;
  }

  /** Returns the words that so many bits fill. */
  static int words(int bits) {
    return bits / Long.SIZE + 1;
  }

  /**
   * Takes units off.
   *
   * @throws BudgetExceededException if there are not that many left
   */
  void charge(double units) {
    if (units > left) {
      throw new BudgetExceededException("budget");
    }
    left -= (long) units + 1;
  }

  /** Takes off what multiplying numbers of so many words costs. */
  void chargeProduct(long words, long otherWords) {
    charge(productCost(words, otherWords));
  }

  /** Returns what multiplying numbers of so many words costs, as measured. */
  static double productCost(long words, long otherWords) {
    double few = Math.min(words, otherWords);
    double many = Math.max(words, otherWords);
    double square = few <= 100 ? 1.5 * few * few : 15_000 * Math.pow(few / 100, 1.6);
    double lopsided = few > 60 && many > 4 * few ? 5 : 1;
    return STEP + 6 * many + Math.ceil(many / few) * square * lopsided;
  }

  /**
   * Takes off what setting up a distribution costs.
   *
   * @throws BudgetExceededException if it is too large, or too much
   */
  void chargeOutcomes(double outcomes, int bits) {
    double words = outcomes * words(bits);
    if (outcomes > MAX_OUTCOMES || words > MAX_WORDS) {
      throw new BudgetExceededException("size");
    }
    charge(outcomes * STEP + words);
  }
}
