package dicegate.dice.statistics;

import java.util.Arrays;

/**
 * Three tests of random bits of NIST. Each returns the p-value: the probability of bits that are at
 * least as unusual, if they are random. Stateless.
 *
 * @see <a href="https://doi.org/10.6028/NIST.SP.800-22r1a">NIST SP 800-22 Rev. 1a, sections 2.1,
 *     2.3 and 2.11</a>
 */
final class BitTests {

  private BitTests() {}

  /** Bits, the highest of each byte first. */
  static final class Bits {

    private final byte[] bytes;
    private final int length;

    Bits(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    /** Makes bits of a text of zeros and ones. */
    static Bits of(String digits) {
      byte[] bytes = new byte[(digits.length() + 7) / 8];
      for (int i = 0; i < digits.length(); i++) {
        if (digits.charAt(i) == '1') {
          bytes[i / 8] |= (byte) (128 >> (i % 8));
        }
      }
      return new Bits(bytes, digits.length());
    }

    int length() {
      return length;
    }

    int at(int index) {
      return bytes[index >> 3] >> (7 - (index & 7)) & 1;
    }
  }

  /** The frequency test: whether zeros and ones are about as many. */
  static double frequency(Bits bits) {
    double surplus = 2.0 * ones(bits) - bits.length();
    return complementaryError(Math.abs(surplus) / Math.sqrt(2.0 * bits.length()));
  }

  /** The runs test: whether equal bits stand together as often as expected. */
  static double runs(Bits bits) {
    int length = bits.length();
    double share = (double) ones(bits) / length;
    if (Math.abs(share - 0.5) >= 2 / Math.sqrt(length)) {
      return 0;
    }
    long runs = 1;
    for (int i = 1; i < length; i++) {
      runs += bits.at(i) ^ bits.at(i - 1);
    }
    double spread = 2 * share * (1 - share);
    return complementaryError(
        Math.abs(runs - length * spread) / (Math.sqrt(2.0 * length) * spread));
  }

  /**
   * The serial test: whether all patterns of {@code m}, m - 1 and m - 2 bits are about as many.
   *
   * @param m at least 3, and below log2 of the length less 2
   * @return both p-values
   */
  static double[] serial(Bits bits, int m) {
    double longest = patterns(bits, m);
    double longer = patterns(bits, m - 1);
    double first = longest - longer;
    double second = longest - 2 * longer + patterns(bits, m - 2);
    return new double[] {
      IncompleteGamma.upper(Math.pow(2, m - 2), first / 2),
      IncompleteGamma.upper(Math.pow(2, m - 3), second / 2)
    };
  }

  /** Returns psi squared: how unequal the counts of patterns are, the end joined to the start. */
  private static double patterns(Bits bits, int m) {
    long[] counts = new long[1 << m];
    int mask = counts.length - 1;
    int pattern = 0;
    for (int i = 0; i < m - 1; i++) {
      pattern = pattern << 1 | bits.at(i);
    }
    for (int i = 0; i < bits.length(); i++) {
      int next = i + m - 1;
      pattern = (pattern << 1 | bits.at(next < bits.length() ? next : next - bits.length())) & mask;
      counts[pattern]++;
    }
    double squares = Arrays.stream(counts).mapToDouble(count -> (double) count * count).sum();
    return squares * counts.length / bits.length() - bits.length();
  }

  private static long ones(Bits bits) {
    long ones = 0;
    for (int i = 0; i < bits.length(); i++) {
      ones += bits.at(i);
    }
    return ones;
  }

  /** Returns erfc(x), for x of 0 or more. */
  private static double complementaryError(double x) {
    return IncompleteGamma.upper(0.5, x * x);
  }
}
