package dicegate.dice.statistics;

import dicegate.dice.SeededDieSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Faces of seeded dice, from many seeds, as rolls are. The seeds are hashes of numbers, so that a
 * run can be repeated. Stateless.
 */
final class SeededFaces {

  private SeededFaces() {}

  /**
   * Returns the p-value of Pearson's chi-squared test of one die.
   *
   * @param faces from each seed
   */
  static double pValue(int sides, int seeds, int faces) {
    long[] counts = new long[sides];
    SeededDieSource source = new SeededDieSource();
    for (int i = 0; i < seeds; i++) {
      source.start(seed("d" + sides + " " + i));
      for (int j = 0; j < faces; j++) {
        counts[source.roll(sides) - 1]++;
      }
    }
    ChiSquare test = new ChiSquare();
    for (long count : counts) {
      test.add((double) count, (double) seeds * faces / sides);
    }
    return test.pValue();
  }

  /** Returns bits of the streams of some seeds, 1,000 bytes of each. */
  static BitTests.Bits bits(int length) {
    byte[] bytes = new byte[(length + 7) / 8];
    SeededDieSource source = new SeededDieSource();
    for (int i = 0; i < bytes.length; i++) {
      if (i % 1_000 == 0) {
        source.start(seed("bits " + i));
      }
      bytes[i] = (byte) (source.roll(256) - 1);
    }
    return new BitTests.Bits(bytes, length);
  }

  private static byte[] seed(String name) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(("dicegate statistics " + name).getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
