package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.odds.OddsResult.Exact;
import dicegate.dice.odds.OddsResult.Impossible;
import dicegate.dice.odds.OddsResult.Sampled;
import java.math.BigInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OddsTest {

  @Nested
  final class KnownValues {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "4d6kh3 | 15869/1296",
          "2d20kh1 | 553/40",
          "2d20kl1 | 287/40",
          "3d6 | 21/2",
          "4dF+2 | 2",
          "1d20+1d4-1 | 12",
          "10d10>=8 | 3",
          "7d10>=6f1 | 14/5",
          "12d6>=5 | 4",
          "10d10>=7=10 | 5",
          "2d6ro<3 | 25/3",
          "8d6min2 | 88/3",
          "floor(8d6/2) | 55/4",
          "floor(1d6/2) | 3/2",
          "d% | 101/2",
          "max(1d6,1d8) | 251/48",
          "2d6kl1 | 91/36",
          "100d6 | 350",
          "1000d6 | 3500"
        })
    void meansAreThePublishedOnes(String text, String mean) {
      assertThat(TestExpressions.exact(text).exactMean().orElseThrow()).hasToString(mean);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "1d6! | 4.2",
          "1d6!! | 4.2",
          "10d6! | 42",
          "2d6!p | 8",
          "12d6!=6>=5 | 4.8",
          "5d10!=10>=8 | 1.6666666666666667",
          "100d10! | 611.1111111111111"
        })
    void meansOfExplosionsAreExactUpToTheTruncation(String text, double mean) {
      Distribution odds = TestExpressions.exact(text);

      assertThat(odds.mean()).isCloseTo(mean, within(mean * 1e-10));
      assertThat(odds.cutProbability()).isBetween(1e-20, TruncationRule.MAX_MASS);
      assertThat(odds.exactMean()).isEmpty();
    }

    @Test
    void distributionOfThreeDiceIsKnown() {
      Distribution odds = TestExpressions.exact("3d6");

      assertThat(odds.total()).isEqualTo(216);
      assertThat(weights(odds)).isEqualTo("1 3 6 10 15 21 25 27 27 25 21 15 10 6 3 1");
      assertThat(odds.standardDeviation()).isCloseTo(Math.sqrt(8.75), within(1e-12));
    }

    @Test
    void distributionOfFateDiceIsKnown() {
      Distribution odds = TestExpressions.exact("4dF");

      assertThat(odds.min()).isEqualTo(-4);
      assertThat(new Fraction(odds.weightOf(0), odds.total())).hasToString("19/81");
      assertThat(new Fraction(odds.weightOf(4), odds.total())).hasToString("1/81");
    }

    @Test
    void successesAreBinomial() {
      Distribution odds = TestExpressions.exact("10d10>=8");

      assertThat(odds.size()).isEqualTo(11);
      // C(10, 3) 3^3 7^7 of 10^10
      assertThat(new Fraction(odds.weightOf(3), odds.total()))
          .isEqualTo(Fraction.of(120L * 27 * 823_543, 10_000_000_000L));
    }

    @Test
    void outcomesThatAreNotWholeHaveNoExactMean() {
      Distribution odds = TestExpressions.exact("1d6/7");

      assertThat(odds.exactMean()).isEmpty();
      assertThat(odds.mean()).isEqualTo(0.5);
    }

    private String weights(Distribution odds) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < odds.size(); i++) {
        out.append(i == 0 ? "" : " ").append(odds.weight(i));
      }
      return out.toString();
    }
  }

  @Nested
  final class Failures {

    @Test
    void failedRollsAreReportedAndExcludedFromTheMean() {
      Distribution odds = TestExpressions.exact("1/(1d2-1)");

      assertThat(odds.failureProbability()).isEqualTo(0.5);
      assertThat(odds.failed()).isEqualTo(BigInteger.ONE);
      assertThat(odds.mean()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/0", "1d6/(1d4*0)", "(0-1d4)d6", "9007199254740991*2", "0**-1"})
    void expressionThatAlwaysFailsIsImpossible(String text) {
      assertThat(TestExpressions.odds(text)).isInstanceOf(Impossible.class);
    }

    @Test
    void impossibleRollsHaveTheirError() {
      assertThat(((Impossible) TestExpressions.odds("1/0")).error().code())
          .isEqualTo(Code.DIVISION_BY_ZERO);
    }

    @Test
    void moreDiceThanAllowedAreImpossible() {
      assertThat(((Impossible) TestExpressions.odds("6000d6+6000d6")).error().code())
          .isEqualTo(Code.LIMIT);
    }

    @Test
    void setsAreCountedExactly() {
      assertThat(TestExpressions.exact("2d6mt").probability(1)).isEqualTo(1.0 / 6);
      assertThat(TestExpressions.exact("5d6mw").weightOf(5)).isEqualTo(BigInteger.valueOf(6));
      assertThat(TestExpressions.exact("5d6mw").total()).isEqualTo(BigInteger.valueOf(7776));
      assertThat(TestExpressions.exact("5d6mw").weightOf(1)).isEqualTo(BigInteger.valueOf(720));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10d10mw", "10d10mh", "20d10mt", "12d6mh", "20d6kh10mt3", "6d100mh"})
    void setsOfPoolsOfPlayersAreExact(String text) {
      assertThat(TestExpressions.odds(text)).isInstanceOf(Exact.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5d6!mt", "{2d6+1d8}mt", "5d20umw", "4d6!o!imh", "{4d6kh3}kl2mt"})
    void setsOfDiceThatDependOnEachOtherAreSampled(String text) {
      assertThat(TestExpressions.odds(text)).isInstanceOf(Sampled.class);
    }

    @Test
    void explosionsThatMayExceedTheLimitOfDiceAreSampled() {
      OddsResult odds = TestExpressions.odds("8330d6!");

      assertThat(odds).isInstanceOf(Sampled.class);
    }
  }

  @Nested
  final class Samples {

    @Test
    void expensiveOddsAreSampledWithAStandardError() {
      Sampled odds = (Sampled) TestExpressions.odds("1000d1000kh500");

      double sumOfUpperHalf = 375_000;
      assertThat(odds.standardError()).isPositive();
      assertThat(odds.sample().mean())
          .isCloseTo(sumOfUpperHalf, within(5 * odds.standardError() + 500));
    }

    @Test
    void sampledBoundsAreThoseOfAllRolls() {
      Sampled odds = (Sampled) TestExpressions.odds("1d1000000000");

      assertThat(odds.bounds()).isEqualTo(new Bounds(1, 1_000_000_000));
      assertThat(odds.sample().total()).isEqualTo(Sampling.MAX_ROLLS);
    }

    @Test
    void sampleCountsRefusedRolls() {
      Sampled odds = (Sampled) TestExpressions.odds("(1d20000)d6");

      assertThat(odds.sample().failureProbability()).isCloseTo(0.5, within(0.3));
    }

    @Test
    void constantSampleHasNoStandardError() {
      Sampled odds = (Sampled) TestExpressions.odds("1000d1000u");

      assertThat(odds.standardError()).isInfinite();
    }
  }

  @Nested
  final class Extremes {

    @Test
    void exactBoundsAreTheExtremesOfTheOutcomes() {
      assertThat(((Exact) TestExpressions.odds("3d6u")).bounds()).isEqualTo(new Bounds(6, 15));
    }

    @Test
    void boundsOfExplosionsReachTheLimits() {
      assertThat(((Exact) TestExpressions.odds("1d6!")).bounds()).isEqualTo(new Bounds(1, 6005));
    }
  }
}
