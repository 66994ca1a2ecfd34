package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import java.math.BigInteger;

/** The odds of sums of independent random variables. Stateless. */
final class Convolution {

  private Convolution() {}

  /** Returns the odds of the sum of two operands. */
  static Distribution sum(Distribution left, Distribution right, CostBudget budget) {
    if (left.size() <= 1
        || right.size() <= 1
        || !left.whole()
        || !right.whole()
        || left.magnitude() + right.magnitude() > DiceLimits.MAX_NUMBER) {
      return Combination.pairs(left, right, Double::sum, budget);
    }
    long step = divisor(right, divisor(left, 0));
    double leftLength = (left.max() - left.min()) / step + 1;
    double rightLength = (right.max() - right.min()) / step + 1;
    BigInteger total = left.total().multiply(right.total());
    double bits = total.bitLength() + Byte.SIZE;
    double cost =
        leftLength + rightLength > CostBudget.MAX_OUTCOMES
            ? Double.MAX_VALUE
            : CostBudget.productCost(
                (long) (leftLength * bits / Long.SIZE) + 1,
                (long) (rightLength * bits / Long.SIZE) + 1);
    if (cost > Combination.pairsCost(left, right)) {
      return Combination.pairs(left, right, Double::sum, budget);
    }
    budget.charge(cost);
    budget.chargeOutcomes(leftLength + rightLength, total.bitLength());
    KroneckerPacking packing = KroneckerPacking.upTo(total);
    Lattice lattice = Lattice.of((long) (left.min() + right.min()), step);
    BigInteger product = pack(left, step, packing).multiply(pack(right, step, packing));
    return unpack(product, packing, lattice, Combination.failed(left, right), total, budget);
  }

  /** Returns the odds of the sum of {@code exponent} copies, 1 or more, with whole outcomes. */
  static Distribution power(Distribution operand, int exponent, CostBudget budget) {
    if (exponent == 1 || operand.size() == 0) {
      return operand;
    }
    if (operand.size() > CostBudget.MAX_OUTCOMES / 2
        || operand.magnitude() * exponent > DiceLimits.MAX_NUMBER) {
      throw new BudgetExceededException("numbers");
    }
    BigInteger total = Binomials.power(operand.total(), exponent, budget);
    KroneckerPacking packing = KroneckerPacking.upTo(total);
    Lattice operandLattice = Lattice.of((long) operand.min(), divisor(operand, 0));
    BigInteger product = Powers.packed(operand.terms(operandLattice), exponent, packing, budget);
    BigInteger succeeded = operand.total().subtract(operand.failed()).pow(exponent);
    Lattice lattice = new Lattice(operandLattice.base() * exponent, operandLattice.step());
    return unpack(product, packing, lattice, total.subtract(succeeded), total, budget);
  }

  /** Returns the distribution that a polynomial represents. */
  static Distribution unpack(
      BigInteger polynomial,
      KroneckerPacking packing,
      Lattice lattice,
      BigInteger failed,
      BigInteger total,
      CostBudget budget) {
    OutcomeWeights weights = new OutcomeWeights(budget);
    packing.unpack(polynomial, (index, weight) -> weights.add(lattice.number(index), weight));
    return weights.distribution(failed, total);
  }

  private static long divisor(Distribution whole, long before) {
    return Lattice.divisor(before, whole.size(), i -> (long) (whole.outcome(i) - whole.min()));
  }

  private static BigInteger pack(Distribution whole, long step, KroneckerPacking packing) {
    Terms terms = whole.terms(Lattice.of((long) whole.min(), step));
    return packing.pack(terms.exponents(), terms.coefficients());
  }
}
