package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The sum of polynomials that begin at different exponents. They are put together at the end,
 * halves first, since adding a short one to a long one costs as much as the long one is. Confined
 * to one thread.
 */
final class Pieces {

  private final NavigableMap<Long, BigInteger> byStart = new TreeMap<>();
  private final Packing packing;
  private final Work work;

  Pieces(Packing packing, Work work) {
    this.packing = packing;
    this.work = work;
  }

  /** Adds a polynomial that begins at the exponent. */
  void add(long start, BigInteger polynomial) {
    work.charge(Work.STEP + 2.0 * Work.words(polynomial.bitLength()));
    byStart.merge(start, polynomial, BigInteger::add);
  }

  /** Returns the sum. */
  BigInteger joined() {
    List<Map.Entry<Long, BigInteger>> pieces = List.copyOf(byStart.entrySet());
    return pieces.isEmpty() ? BigInteger.ZERO : moved(joined(pieces), pieces.get(0).getKey());
  }

  private BigInteger joined(List<Map.Entry<Long, BigInteger>> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0).getValue();
    }
    int half = pieces.size() / 2;
    BigInteger low = joined(pieces.subList(0, half));
    BigInteger high = joined(pieces.subList(half, pieces.size()));
    work.charge(Work.STEP + 2.0 * Work.words(low.bitLength()));
    return low.add(moved(high, pieces.get(half).getKey() - pieces.get(0).getKey()));
  }

  /** Returns the polynomial with exponents so much higher, if that does not make it too long. */
  BigInteger moved(BigInteger polynomial, long exponents) {
    double words =
        Work.words(polynomial.bitLength()) + (double) exponents * packing.bits() / Long.SIZE;
    if (words > Work.MAX_WORDS) {
      throw new TooMuchWorkException("size");
    }
    work.charge(2 * words);
    return polynomial.shiftLeft(packing.shift(exponents));
  }
}
