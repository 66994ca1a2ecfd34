package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dicegate.dice.eval.Roller;
import dicegate.dice.eval.Verdict;
import dicegate.dice.notation.RollRequest;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
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
        "d[1,2,2,4]",
        "3d[hit+2,miss,blank]kh2",
        "2d[heads,tails]",
        "3d[0,1]",
        "2d[-3..1,5]+1d[0..9]",
        "(1d3)d[1,2,2,4]",
        "3d[1,2,2,4]kh2",
        "4d[0,0,1]dl1",
        "3d[2,4,4,8]>=4f2",
        "2d[1,2,2,4]r",
        "2d[2,4]r<4",
        "2d[1,2,2,4]ro<3kh1",
        "2d[2,4,4,9]!",
        "2d[-2,4,9]!=4",
        "2d[2,4,4,9]!!kh1",
        "2d[0,3,9]!p",
        "2d[1,1,7,7,9,9]ukh1",
        "2d[0,5,9]min1max8",
        "{2d[0,0,5]+1d6}kh2",
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
        "sqrt(1d10)",
        "sqrt(1d6-3)",
        "sign(1d6-3)",
        "sign(2d4)*1d4",
        "pow(1d4-2,1d3)",
        "adv+5",
        "1d20 dis",
        "1d100bonus",
        "1d100penalty",
        "1d100bonus2",
        "1d100penalty2+1",
        "2d100bonuskh1",
        "1d100bonus<=20",
        "1d100penaltymin10max95",
        "(1d2-1)d100penalty",
        "{1d100bonus+1d4}kl1",
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
        "4d6even",
        "4d6odd",
        "4d6evenfodd",
        "4d6=(1,3,5)",
        "4d6<>(1,2)kh2",
        "3d6=(2,2,9)f(1)",
        "2d6r(1,2)",
        "1d4r<>(1,2)",
        "2d6rodd",
        "2d6roeven",
        "2d4reven!",
        "2d6!(5,6)",
        "2d6!even",
        "2d6!p(5,6)odd",
        "1d6!!odd!i=(2,4)",
        "2d8!!>6even",
        "3d6csoddcf(1,2)",
        "4dFeven",
        "4dFodd=(-1,0)",
        "2d3!ieven",
        "{1d6,1d8/2}even",
        "{1d6/2,1d8}odd=(2,3)",
        "{2d4+1d6}evenfodd",
        "4d6kh(1d4)",
        "3d6dl(1d4-1)",
        "4d4dh(2)kl(1d3)",
        "3d10>=(10-3)",
        "3d6>=(1d4+2)f(1d2)",
        "3d6=(1,1d4)f<(1d3-1)",
        "3d6<>(1d3,5,-1)",
        "(1d2+1)d(1d4)>(1d3)",
        "2d6r<(1d3)",
        "1d4r<(1d3+2)",
        "2d4ro>(1d4)kh(1d2)",
        "1d6!>(1d2+3)",
        "1d4!(1d4)r(1d4)",
        "1d6!!>=(1d3+3)kh(1d1)",
        "2d4!o>(1d3)",
        "1d4!p>=(1d2+2)",
        "1d10!o!i<(1d4)",
        "2d4cs({4,2}kh1)cf<=({1})",
        "2d6>=(1d4/2)",
        "3d6kh(1d4-2)",
        "2d6>=(1/(1d3-1))",
        "3d4>=(1d4>=(1d4)+2)",
        "{1d6,1d8,1d4}kh(1d2)",
        "{1d6,1d4-5}kl(1d3-1)>=(1d4)",
        "{1d6,1d4}>(1d4)f(1d2)",
        "{2d4+1d6}kh(1d3)",
        "{2d4+1d6}>=(1d3+1)f(1d2)",
        "{3d4}dl(1d2)",
        "2d6!o",
        "3d4!oro",
        "2d6!t2",
        "1d4!t3",
        "2d4!o>0",
        "1d1!t3",
        "2d4!!t2",
        "2d4!!o>2kh1",
        "2d4!po",
        "2d4!pt2>2kh1",
        "3d4!o>2kl2",
        "3d4!okh2>=3f1",
        "2d4!!pt2min2",
        "1d6!t1000",
        "2d6!i",
        "1d10!o!i",
        "1d20!>19!i<3",
        "1d6!!t2!i<4",
        "1d6!!i",
        "1d6!!!i",
        "1d6!p!i",
        "1d6!pt2!i<3",
        "2d4!i>2",
        "2d4!i!i2kl1",
        "2d4!pt2!ikh1",
        "1d6!!pt2!i",
        "2dF!i",
        "2d4!o>1!i>2",
        "2d6!imin2max5",
        "1d8!!!imin-3",
        "2d4>=2f=-2!o!i",
        "2d3!i>=-1=-3",
        "(1d2)d4!o!i",
        "2d(1d2+3)!o!ikh1",
        "{2d4!o+1d6!i}kh2",
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
        "{3d4}kh0",
        "5d4m",
        "4d6m>=4",
        "4d6>=4f1m",
        "5d4mkl3",
        "5d4mt",
        "5d4mt3",
        "4d6ro<3mt2",
        "4d6r1mt",
        "4d6mw",
        "4d6mh",
        "5d4kh3mt",
        "5d3kl4mh",
        "5d3dl1dh1mw",
        "5d3dl1dh1mh",
        "6d2dl3mt",
        "(1d4)d3mt",
        "(1d3-1)d3mw",
        "2d(1d4)mh",
        "4d[1,2,2,4]mt",
        "3d[-2,-1,-1]mh",
        "4dFmh",
        "4d6min3mw",
        "3d6max2mh",
        "3d4!!mt",
        "3d4!!mh",
        "{2d4}mh",
        "{2d4+1d6}m",
        "{4d3kh3}mt",
        "{5d3}kh2mw",
        "{3d4kl2[a]}mh",
        "0d6mw",
        "0d6mh",
        "3d6kh0mh",
        "(5d6mt)>=1",
        "1d20m vs 15 pf2",
        "1d20+7 vs 15",
        "(3d6)>12",
        "(2d8)=9",
        "(1d8)<>2d4",
        "(3d6)<11",
        "(1d100)<=1d6*10",
        "1d20+3 vs 1d20+5",
        "2d6/2>=1d4",
        "1d6 vs 6/(1d3-1)",
        "1/(1d3-1) vs 1d2-1",
        "1d6! vs 1d4",
        "((1d4)d4)>=6 by 2",
        "3d6 vs 11 by 3",
        "(3d6)<11 by 3",
        "(3d6)>1d12 by 4",
        "d100 vs 45 coc",
        "(1d100)<=60 coc",
        "d100 vs 40+1d20 coc",
        "1d100+1 vs 100 coc",
        "1d100 vs 0 coc",
        "1d20+7 vs 15 pf2",
        "2d20kh1+3 vs 10+1d4 pf2",
        "2d20dh1 vs 12 pf2",
        "1d20r<(1d3)+2 vs 12 pf2",
        "1d20r1*2+1d4 vs 35 pf2",
        "-(1d20ro<3[hit]) vs -4 pf2",
        "10/(1d20-1) vs 1 pf2",
        "max(1d20,10)+1d4 vs 1d20 pf2"
      })
  void oddsEqualTheEnumeration(String text) {
    RollRequest request = TestExpressions.parse(text);
    RollRequest total = RollRequest.of(request.first().expression());
    double minProbability = 1e-6;

    OutcomeEnumeration oracle =
        OutcomeEnumeration.of(
            minProbability, source -> TestExpressions.roll(new Roller(source), total));

    OddsComparison.check(text, TestExpressions.exact(text), oracle);
    checkOdds(text, request);
  }

  /** Compares the odds of the check, if there is one, with those of each number of its verdict. */
  private static void checkOdds(String text, RollRequest request) {
    CheckOdds odds = TestExpressions.checkOdds(text);
    if (odds == null) {
      return;
    }
    OddsComparison.check(text, odds.margins(), verdicts(request, Verdict::margin));
    if (odds.steps() != null) {
      OddsComparison.check(text, odds.steps(), verdicts(request, Verdict::steps));
    }
    if (odds.ranks() != null) {
      OddsComparison.check(text, odds.ranks(), verdicts(request, RollerOracleTest::rank));
    }
    OutcomeEnumeration success = verdicts(request, verdict -> verdict.success() ? 1 : 0);
    assertThat(odds.successProbability())
        .as(text)
        .isCloseTo(
            success.outcomes().getOrDefault(1.0, Fraction.of(0, 1)).value(),
            within(success.skipped().value() + odds.margins().cutProbability() + 1e-12));
  }

  private static double rank(Verdict verdict) {
    return Objects.requireNonNull(verdict.degree()).rank();
  }

  private static OutcomeEnumeration verdicts(
      RollRequest request, ToDoubleFunction<Verdict> number) {
    return OutcomeEnumeration.of(
        1e-6, source -> TestExpressions.check(new Roller(source), request, number));
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
