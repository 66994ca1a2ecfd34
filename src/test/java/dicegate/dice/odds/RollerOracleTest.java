package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.eval.Roller;
import dicegate.dice.notation.RollRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The odds, compared with an enumeration of all ways in which the evaluator can roll. */
final class RollerOracleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "3d6",
        "4dF",
        "3dF.1",
        "1d20+1d4-1",
        "2d6*2-1d4",
        "0d6",
        "6d1",
        "1d6/4",
        "1d6%4",
        "-(2d4)",
        "2d4-2d4",
        "1d4+1d4+1d4",
        "10*1d4+100*1d3",
        "1d4/2+1d3/3+1d6/7",
        "floor(4d6/2)",
        "ceil(1d6/4)",
        "round(1d6/4)",
        "round(-(1d6)/4)",
        "abs(1d4-1d6)",
        "max(1d6,1d8)",
        "min(1d4,1d6,1d8/2)",
        "2**1d4",
        "(1d3-2)**(1d3-2)",
        "(1d4-3)**0.5",
        "1/(1d2-1)",
        "1d6%(1d3-1)",
        "1d4/(1d4-1d4)",
        "9007199254740991*1d2",
        "(1d4)d4",
        "2d(1d4)",
        "(1d4-1)d(1d4)",
        "(1d3-2)d4",
        "(1d4/2)d4",
        "2d(1d3-1)",
        "(1d4)d3kh2",
        "(1d3)d(1d3)u",
        "2d(1d3)!",
        "(1d2-1)d1!=3",
        "2d(1d3+1)r",
        "(1d3)dF",
        "4d6kh3",
        "4d6dl1",
        "2d20kh1",
        "2d20kl1",
        "3d20kh2kl2",
        "4d4kh3kl3",
        "5d4kh4dh1",
        "3d6kh0",
        "3d6kh9",
        "3d6dh5",
        "4d4dh1dl1",
        "4d3kl2>=2",
        "4dFkh2",
        "4dF.1dl1",
        "5d2kh2kl4",
        "5d4>=3",
        "4d6>=5=6",
        "4d6>=4f1",
        "4d6<3f<>6",
        "4d6kh2>=4f1",
        "4d6kl3=6f<3",
        "3dF>=0f<0",
        "4d6<=3f<=1",
        "3d6cs>4cf<=2kh2",
        "2d6cscf",
        "4d4kh2sa",
        "3d6min2",
        "3d6max4",
        "3d6min2max4kh2",
        "3dFmin0",
        "4d4min3kl2>=3",
        "3d4u",
        "3d6ukh2",
        "3d6u>=3",
        "2d6ur1",
        "2d6ur1kl1",
        "2dFu",
        "2d4umin2max3kh1",
        "3d6ukh2kl2",
        "2d6r",
        "2d6r<3",
        "2d6r1r6kh1",
        "2d6ro",
        "2d6ro<3",
        "2d6ro<5r6",
        "3d4rokh2",
        "2dFro0",
        "1d6!",
        "2d6!",
        "2d6!>4",
        "2d6!kh1",
        "2d6!kl1",
        "3d8!kh2",
        "2d8!=8>=7f1",
        "3d8!kh2>=6f1",
        "1d6!!",
        "2d6!!",
        "2d6!!kh1",
        "2d6!!>4",
        "2d6!!max7",
        "2d8!!=8>=12f1",
        "2d8!!kl1>=5",
        "1d6!p",
        "2d6!p",
        "2d8!pkh1",
        "3d8!pkh2",
        "2d8!p>6kl1",
        "2d6!p=6>=5f0",
        "2d6!!p",
        "2d6!!pkh1",
        "2d6!min3",
        "2d8!r1",
        "2d8!ro",
        "2d8!p>6r<2ro4kh1",
        "2dF!",
        "2dF!kh1",
        "2dF!=-1>0",
        "1d6!7",
        "2d6!=1",
        "1d8!+1d6!",
        "(1d2)d8!kh1",
        "2d(1d2+7)!",
        "{4d4,3d6}",
        "{1d6,1d8}kh1",
        "{1d6,1d8}kl1",
        "{1d8!,1d6!}kh1",
        "{1d6/2,1d8/3}kh1",
        "{2d4,1d6,1d8}kh2",
        "{2d4,2d4,1d6}kh2",
        "{1d6,1d6,1d6,1d6}dl1",
        "{1d4,1d6,1d8}>=4f1",
        "{1d4,1d6,1d8}kh2>=4f<3",
        "{1d4-2,1d6-3,1d8}kl2",
        "{1d4,1/(1d3-1)}kh1",
        "{1d4,1/(1d2-1),1d6}kh2",
        "{1d4,1d6,1d8}kh0",
        "{1d4,1d6}>3",
        "{2d4}",
        "{1d6/4,1d8/4}",
        "{3d4+2d6}kh3",
        "{3d4+2d6}>=3",
        "{2d4+1d6}kl2>=2f4",
        "{4d4}kh3",
        "{2d8!+1d6}kh2",
        "{2d8!p+1d6}kh2",
        "{2d6!!+1d6}kl2",
        "{3d4kh2+1d6}>=3",
        "{2d4u+2d4}kh3",
        "{2d4[a]+1d6[b]}dl1",
        "{2d6r1+1d4ro}kl2",
        "{0d6+2d4}kh1",
        "{2d4+1d6}sd",
        "{3d4}kh0"
      })
  void oddsEqualTheEnumeration(String text) {
    RollRequest request = TestExpressions.parse(text);
    double minProbability = 1e-6;

    OutcomeEnumeration oracle =
        OutcomeEnumeration.of(
            minProbability, source -> TestExpressions.roll(new Roller(source), request));

    OddsComparison.check(text, TestExpressions.exact(text), oracle);
  }

  @Test
  void oddsOfRandomTextsEqualTheEnumeration() {
    RandomTexts texts = new RandomTexts(11);
    int compared = 0;
    for (int i = 0; i < 1_500; i++) {
      String text = texts.next();
      RollRequest request = TestExpressions.parse(text);
      OutcomeEnumeration oracle =
          OutcomeEnumeration.of(1e-4, source -> TestExpressions.roll(new Roller(source), request));
      if (oracle.skipped().value() < 0.09) {
        switch (TestExpressions.odds(text)) {
          case OddsResult.Exact exact -> {
            OddsComparison.check(text, exact.distribution(), oracle);
            compared++;
          }
          case OddsResult.Impossible impossible -> assertThat(oracle.outcomes()).as(text).isEmpty();
          case OddsResult.Sampled sampled ->
              assertThat(sampled.sample().size()).as(text).isPositive();
        }
      }
    }

    assertThat(compared).isGreaterThan(500);
  }
}
