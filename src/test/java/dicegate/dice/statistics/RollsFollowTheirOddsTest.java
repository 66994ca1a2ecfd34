package dicegate.dice.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dicegate.dice.DieSource;
import dicegate.dice.SecureDieSource;
import dicegate.dice.Seeded;
import dicegate.dice.odds.Distribution;
import dicegate.dice.odds.TestExpressions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chi-squared tests of rolls, through parser and roller, against their exact odds.
 *
 * <p>In a build, the dice are seeded, so that the result is reproducible. To use random dice and
 * more rolls:
 *
 * <pre>{@code
 * mvn test -Dtest=RollsFollowTheirOddsTest -Dstatistics.seed=random -Dstatistics.rolls=2000000
 * }</pre>
 *
 * <p>{@code statistics.seed} may also be a number. Single dice are always rolled with the source of
 * production, {@code statistics.rolls} / 15 times for each face.
 *
 * <p>There are about 200 statistical tests here. Each fails by chance in less than one of
 * 10<sup>9</sup> runs, any of them in less than one of a million.
 */
final class RollsFollowTheirOddsTest {

  private static final String SEED = System.getProperty("statistics.seed", "1");
  private static final long ROLLS = Long.getLong("statistics.rolls", 30_000);

  /** About the probability of a false alarm, see {@link ChiSquare#MIN_EXPECTED}. */
  private static final double MIN_P_VALUE = 1e-10;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Plain dice, and numbers around them.
        "1d6",
        "3d6",
        "2d20+1d4-2",
        "10d10",
        "d%",
        "1d12*1d8",
        "-2d6",
        "100d6",
        // Fate.
        "4dF",
        "4dF.1+1",
        // Sets.
        "8d6mt",
        "10d6kh7mt3",
        "10d10mw",
        "10d10mh",
        // Keep and drop.
        "4d6kh3",
        "2d20kl1",
        "5d8dl2",
        "5d8dh2",
        "6d6kh4dh1",
        "6d6kl5kh4",
        "5d10dh1dl1",
        "6d4kh0",
        "20d6dl3dh3",
        // Rerolls.
        "3d6r",
        "2d8r<3",
        "2d10rr>=8r=2",
        "3d6ro",
        "2d6ro<3",
        "4d6r=1ro=2kh3",
        "2d6ro<3+4",
        "6d20r<4kh2",
        // Explosions.
        "2d6!",
        "3d6!>4",
        "2d6!!",
        "2d6!p",
        "2d6!!p",
        "3d6!",
        "4d6!pkh3",
        "10d6!!kl4",
        "4d4!kh2",
        "4d4!!>=3kl2",
        "3d6!r1",
        "5d6!=6>=5",
        "12d6!=6>=5",
        // Bounds and unique dice.
        "8d6min2",
        "3d8max6",
        "3d10min3max7kh2",
        "3d6!max5",
        "3d6u",
        "5d12u",
        "4d8ukl2",
        // Successes.
        "12d6>=5",
        "7d10>=6f1",
        "10d10>=7=10",
        "10d10>=8+2",
        "6d10kh4>6f<3",
        "5dF>0f=-1",
        // Groups whose members compete, are counted, or are one pool.
        "{1d8!,1d6!}kh1",
        "{2d6,1d12,7}kl2",
        "{3d6,2d8,1d20}dh1dl1",
        "{2d6,3d4,1d20}>=8f<4",
        "{4d6+2d8}kh3",
        "{4d6!+2d8}kh3",
        "{3d6!+2d4r1}kl4>2",
        "{2d6,4d6kh3}",
        // Arithmetic and functions.
        "floor(8d6/2)",
        "ceil(1d20/3)",
        "round(1d10/4)",
        "abs(2d6-7)",
        "max(1d20,2d10)",
        "min(3d6,1d20,12)",
        "1d20/2",
        "(2d6)^2",
        "2d10%3",
        "(1d4+1d6)*(1d4-2)",
        // Where some rolls are an error.
        "6/(1d4-1)",
        "(1d4-2)d6",
        "2d(1d6-2)",
        // Computed counts and sides.
        "(1d6)d6",
        "(1d4)d6kh2",
        "(2d4)d8kh2",
        "2d(1d6+4)",
        "(1d4)d(2d3)!",
        "(1d3)d(1d4+2)u",
        "((1d4)d4)d4",
        // Marks, sorting and labels change nothing.
        "4d6cs>4cf1sdkh3",
        "2d6[fire]+1d8[cold]"
      })
  void totalsFollowTheirExactOdds(String text) {
    Distribution odds = TestExpressions.exact(text);

    assertThat(Experiment.pValue(text, odds, source(text), ROLLS)).isGreaterThan(MIN_P_VALUE);
  }

  /** Single dice of the source of production, independent of the seed. */
  @Nested
  class SingleDice {

    /** Seven standard deviations: exceeded by one face in 4 * 10<sup>11</sup>; there are 5044. */
    private static final double MAX_DEVIATIONS = 7;

    @ParameterizedTest
    @MethodSource("dicegate.dice.statistics.RollsFollowTheirOddsTest#sides")
    void eachFaceIsEquallyFrequent(int sides) {
      DieSource source = new SecureDieSource();
      long expected = Math.max(1000, ROLLS / 15);
      long[] counted = new long[sides + 1];
      for (long i = 0; i < expected * sides; i++) {
        counted[source.roll(sides)]++;
      }

      ChiSquare test = new ChiSquare();
      double most = MAX_DEVIATIONS * Math.sqrt((double) expected * (1 - 1.0 / sides));
      for (int face = 1; face <= sides; face++) {
        test.add((double) counted[face], (double) expected);
        assertThat((double) counted[face])
            .as("%d", face)
            .isCloseTo((double) expected, within(most));
      }
      assertThat(test.pValue()).isGreaterThan(MIN_P_VALUE);
    }

    /** Small dice may share a byte. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20})
    void eachPairOfFacesIsEquallyFrequent(int sides) {
      DieSource source = new SecureDieSource();
      long expected = Math.max(1000, ROLLS / 30);
      long[] counted = new long[sides * sides];
      for (long i = 0; i < expected * counted.length; i++) {
        counted[(source.roll(sides) - 1) * sides + source.roll(sides) - 1]++;
      }

      ChiSquare test = new ChiSquare();
      for (long pairs : counted) {
        test.add((double) pairs, (double) expected);
      }
      assertThat(test.pValue()).isGreaterThan(MIN_P_VALUE);
    }
  }

  static IntStream sides() {
    return IntStream.rangeClosed(4, 100);
  }

  /** The power of the tests above: they detect wrong dice and wrong rules. */
  @Nested
  class Power {

    private static final long ROLLS_OF_WRONG_DICE = 50_000;

    /** One in five of the highest faces is replaced by a one. */
    @ParameterizedTest
    @ValueSource(strings = {"1d6", "3d6", "4d6kh3", "2d6!", "12d6>=5", "floor(8d6/2)"})
    void loadedDiceAreDetected(String text) {
      DieSource fair = new Seeded(1);
      DieSource loaded =
          sides -> {
            int face = fair.roll(sides);
            return face == sides && fair.roll(5) == 1 ? 1 : face;
          };

      assertDetected(text, text, loaded);
    }

    @Test
    void dieWithoutItsHighestFaceIsDetected() {
      DieSource fair = new Seeded(1);

      assertDetected("1d100", "1d100", sides -> fair.roll(sides - 1));
    }

    /** The remainder of a byte makes faces up to 56 half again as likely as the others. */
    @Test
    void moduloBiasIsDetected() {
      DieSource fair = new Seeded(1);

      assertDetected("1d100", "1d100", sides -> (fair.roll(256) - 1) % sides + 1);
    }

    /** Equally frequent faces that are not independent. */
    @Test
    void dependentDiceAreDetected() {
      DieSource fair = new Seeded(1);
      int[] rolled = {0, 0};
      DieSource twins =
          sides -> {
            rolled[0]++;
            rolled[1] = rolled[0] % 2 == 1 ? fair.roll(sides) : sides + 1 - rolled[1];
            return rolled[1];
          };

      assertDetected("3d6", "3d6", twins);
    }

    @ParameterizedTest
    @CsvSource({
      "4d6kh3, 4d6kl3",
      "3d6r, 3d6ro",
      "2d6ro<3, 2d6r<3",
      "2d6!, 2d6!p",
      "2d6!pkh1, 2d6!!pkh1",
      "4d4!kh2, 4d4!!kh2",
      "3d6!max5, 3d6!!max5",
      "5d6!=6>=5, 5d6>=5",
      "10d10>=7=10, 10d10>=7",
      "7d10>=6f1, 7d10>=6",
      "4dF, 4dF.1",
      "{1d8!;1d6!}kh1, {1d8;1d6}kh1",
      "{4d6+2d8}kh3, {4d6;2d8}kh1",
      "6d6kh4dh1, 6d6kh3",
      "round(1d10/4), floor(1d10/4)",
      "3d6u, 3d6",
      "(1d6)d6, 3d6"
    })
    void otherRulesAreDetected(String asked, String rolled) {
      assertDetected(asked.replace(';', ','), rolled.replace(';', ','), new Seeded(1));
    }

    private static void assertDetected(String asked, String rolled, DieSource source) {
      Distribution odds = TestExpressions.exact(asked);

      assertThat(Experiment.pValue(rolled, odds, source, ROLLS_OF_WRONG_DICE))
          .isLessThan(MIN_P_VALUE);
    }
  }

  private static DieSource source(String text) {
    return SEED.equals("random")
        ? new SecureDieSource()
        : new Seeded(Long.parseLong(SEED) * 31 + text.hashCode());
  }
}
