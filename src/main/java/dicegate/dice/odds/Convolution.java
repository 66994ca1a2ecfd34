package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import java.math.BigInteger;

/** Sums of independent outcomes. Stateless. */
final class Convolution {

  private Convolution() {}

  /** Returns the sum of the two. */
  static Distribution sum(Distribution left, Distribution right, Work work) {
    if (left.size() <= 1
        || right.size() <= 1
        || !left.whole()
        || !right.whole()
        || left.magnitude() + right.magnitude() > DiceLimits.MAX_NUMBER) {
      return Combination.pairs(left, right, Double::sum, work);
    }
    long step = divisor(right, divisor(left, 0));
    double leftLength = (left.max() - left.min()) / step + 1;
    double rightLength = (right.max() - right.min()) / step + 1;
    BigInteger total = left.total().multiply(right.total());
    double bits = total.bitLength() + Byte.SIZE;
    double cost =
        leftLength + rightLength > Work.MAX_OUTCOMES
            ? Double.MAX_VALUE
            : Work.productCost(
                (long) (leftLength * bits / Long.SIZE) + 1,
                (long) (rightLength * bits / Long.SIZE) + 1);
    if (cost > Combination.pairsCost(left, right)) {
      return Combination.pairs(left, right, Double::sum, work);
    }
    work.charge(cost);
    work.chargeOutcomes(leftLength + rightLength, total.bitLength());
    Packing packing = Packing.upTo(total);
    Lattice lattice = Lattice.of((long) (left.min() + right.min()), step);
    BigInteger product = pack(left, step, packing).multiply(pack(right, step, packing));
    return unpack(product, packing, lattice, Combination.failed(left, right), total, work);
  }

  /** Returns the sum of so many alike, 1 or more; of whole outcomes. */
  static Distribution power(Distribution operand, int exponent, Work work) {
    if (exponent == 1 || operand.size() == 0) {
      return operand;
    }
    if (operand.size() > Work.MAX_OUTCOMES / 2
        || operand.magnitude() * exponent > DiceLimits.MAX_NUMBER) {
      throw new TooMuchWorkException("numbers");
    }
    BigInteger total = Choices.power(operand.total(), exponent, work);
    Packing packing = Packing.upTo(total);
    Lattice own = Lattice.of((long) operand.min(), divisor(operand, 0));
    BigInteger product = Powers.packed(operand.terms(own), exponent, packing, work);
    BigInteger sound = operand.total().subtract(operand.failed()).pow(exponent);
    Lattice lattice = new Lattice(own.base() * exponent, own.step());
    return unpack(product, packing, lattice, total.subtract(sound), total, work);
  }

  /** Returns the distribution behind a polynomial. */
  static Distribution unpack(
      BigInteger polynomial,
      Packing packing,
      Lattice lattice,
      BigInteger failed,
      BigInteger total,
      Work work) {
    Tally tally = new Tally(work);
    packing.unpack(polynomial, (index, weight) -> tally.add(lattice.number(index), weight));
    return tally.distribution(failed, total);
  }

  private static long divisor(Distribution whole, long before) {
    return Lattice.divisor(before, whole.size(), i -> (long) (whole.outcome(i) - whole.min()));
  }

  private static BigInteger pack(Distribution whole, long step, Packing packing) {
    Terms terms = whole.terms(Lattice.of((long) whole.min(), step));
    return packing.pack(terms.exponents(), terms.coefficients());
  }
}
