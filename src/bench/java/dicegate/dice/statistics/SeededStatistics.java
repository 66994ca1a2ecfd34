package dicegate.dice.statistics;

import dicegate.dice.statistics.BitTests.Bits;
import dicegate.harness.Arguments;
import dicegate.harness.Option;
import dicegate.harness.Program;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Tests whether dice that follow from seeds are fair: each die by Pearson's chi-squared test, all
 * of them together, and the bits of the stream by three tests of NIST. The seeds are fixed, so that
 * a run can be repeated. It fails if a test of the verdict has a p-value below {@link #LEAST}.
 *
 * <p>Of so many dice some have a small p-value by chance. So none is judged by itself: the most
 * unusual one is, with the number of dice taken into account, and the distribution of all.
 */
public final class SeededStatistics {

  /** The least p-value of each test of the verdict. */
  private static final double LEAST = 0.001;

  private static final int MOST_SIDES = 1_000;
  private static final int PATTERN_BITS = 16;
  private static final int FACES_OF_SEED = 1_000;

  private static final Option<Integer> FACES =
      Option.number("faces", 1, 10_000, 1_000_000, "thousands of faces of each die");

  private static final Option<Integer> BITS =
      Option.number("bits", 1, 100, 1_000, "millions of bits of the stream");

  private final PrintStream out;
  private boolean passed = true;

  private SeededStatistics(PrintStream out) {
    this.out = out;
  }

  /** Returns the program {@code fairness}. */
  public static Program program() {
    return new Program(
        "fairness",
        "statistics of dice that follow from a seed",
        false,
        List.of(FACES, BITS),
        arguments -> new SeededStatistics(System.out).run(arguments));
  }

  private boolean run(Arguments arguments) {
    int seeds = arguments.get(FACES);
    out.printf(
        Locale.ROOT,
        "%,d faces of each die, %,d of each seed; p-values of chi-squared tests:%n%n",
        (long) seeds * FACES_OF_SEED,
        FACES_OF_SEED);
    double[] values =
        IntStream.rangeClosed(2, MOST_SIDES)
            .parallel()
            .mapToDouble(sides -> SeededFaces.pValue(sides, seeds, FACES_OF_SEED))
            .toArray();
    for (int sides : new int[] {2, 3, 4, 6, 8, 10, 12, 20, 100, 1_000}) {
      out.printf(Locale.ROOT, "d%-5d %.4f%n", sides, values[sides - 2]);
    }
    PValues all = new PValues(values);
    out.printf(
        Locale.ROOT,
        "%nd2 to d%d: least %.6f, largest %.6f, below 0.001: %d, 1 expected; below 0.05: %d,"
            + " 50 expected%n%n",
        MOST_SIDES,
        all.min(),
        all.max(),
        all.below(0.001),
        all.below(0.05));
    verdict("most unusual of all dice, times their number and two sides", all.mostUnusual());
    verdict("p-values of all dice are uniform, Kolmogorov-Smirnov", all.uniformity());
    bits(SeededFaces.bits(arguments.get(BITS) * 1_000_000));
    return passed;
  }

  private void bits(Bits bits) {
    out.printf(Locale.ROOT, "%n%,d bits of the stream, NIST SP 800-22:%n%n", bits.length());
    verdict("frequency", BitTests.frequency(bits));
    verdict("runs", BitTests.runs(bits));
    double[] serial = BitTests.serial(bits, PATTERN_BITS);
    verdict("serial, patterns of %d bits, first".formatted(PATTERN_BITS), serial[0]);
    verdict("serial, second", serial[1]);
  }

  private void verdict(String test, double value) {
    boolean isGood = value >= LEAST;
    passed &= isGood;
    out.printf(Locale.ROOT, "%-62s %.4f %s%n", test, value, isGood ? "passed" : "FAILED");
  }
}
