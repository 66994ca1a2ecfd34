package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A sum of packed polynomials with different lowest exponents. They are added up at the end by
 * divide and conquer, since adding a short number to a long one takes time linear in the long one.
 * Confined to one thread.
 */
final class PolynomialSum {

  private final NavigableMap<Long, BigInteger> byStart = new TreeMap<>();
  private final KroneckerPacking packing;
  private final CostBudget budget;

  PolynomialSum(KroneckerPacking packing, CostBudget budget) {
    this.packing = packing;
    this.budget = budget;
  }

  /** Adds a polynomial whose exponents are to be raised by {@code start}. */
  void add(long start, BigInteger polynomial) {
    budget.charge(CostBudget.STEP + 2.0 * CostBudget.words(polynomial.bitLength()));
    byStart.merge(start, polynomial, BigInteger::add);
  }

  /** Returns the sum. */
  BigInteger total() {
    List<Map.Entry<Long, BigInteger>> pieces = List.copyOf(byStart.entrySet());
    return pieces.isEmpty() ? BigInteger.ZERO : shifted(total(pieces), pieces.get(0).getKey());
  }

  private BigInteger total(List<Map.Entry<Long, BigInteger>> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0).getValue();
    }
    int half = pieces.size() / 2;
    BigInteger low = total(pieces.subList(0, half));
    BigInteger high = total(pieces.subList(half, pieces.size()));
    budget.charge(CostBudget.STEP + 2.0 * CostBudget.words(low.bitLength()));
    return low.add(shifted(high, pieces.get(half).getKey() - pieces.get(0).getKey()));
  }

  /**
   * Returns the polynomial with its exponents raised.
   *
   * @throws BudgetExceededException if that makes it too long
   */
  BigInteger shifted(BigInteger polynomial, long exponents) {
    double words =
        CostBudget.words(polynomial.bitLength()) + (double) exponents * packing.bits() / Long.SIZE;
    if (words > CostBudget.MAX_WORDS) {
      throw new BudgetExceededException("size");
    }
    budget.charge(2 * words);
    return polynomial.shiftLeft(packing.shift(exponents));
  }
}
