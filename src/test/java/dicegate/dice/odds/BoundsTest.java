package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.Seeded;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.RollRequest;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BoundsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4d6kh3 | 3 | 18",
        "4dF+2 | -2 | 6",
        "1d20+1d4-1 | 1 | 23",
        "4d[0..9] | 0 | 36",
        "2d[-5,2,2,40] | -10 | 80",
        "2d[-5,2,2,40]r | 4 | 80",
        "2d[-5,2,2,40]r40 | -10 | 4",
        "2d[-5,2,2,40]r<>2 | 4 | 4",
        "2d[3,9]>=5f3 | -2 | 2",
        "1d[2,4,9]! | 2 | 9004",
        "1d[2,4,9]!=4 | 2 | 4009",
        "2d6r<3 | 6 | 12",
        "8d6min2 | 16 | 48",
        "10d10>=8 | 0 | 10",
        "7d10>=6f1 | -7 | 7",
        "10d10>=7=10 | 0 | 20",
        "1d1000000000=500000000 | 0 | 1",
        "1d1000000000r<1000000000 | 1000000000 | 1000000000",
        "floor(8d6/2) | 4 | 24",
        "-(2d6) | -12 | -2",
        "abs(1d6-3) | 0 | 3",
        "2d6*(1d4-2) | -12 | 24",
        "100/1d10 | 10 | 100",
        "1d6/(1d3-2) | -6 | 6",
        "1d20%6 | 0 | 5",
        "2**1d10 | 2 | 1024",
        "(1d6)d6 | 1 | 36",
        "2d(1d6+4) | 2 | 20",
        "1d6! | 1 | 6005",
        "1d6!! | 1 | 6005",
        "2d10000!=1 | 4 | 22000",
        "{3d6,2d8}kh1 | 3 | 18",
        "{2d6,2d8,2d10}dl1 | 4 | 36",
        "{4d6+2d8}kh3 | 3 | 24",
        "5d6m | 5 | 30",
        "5d6mt | 0 | 2",
        "7d6mt | 1 | 3",
        "7d2mt | 1 | 2",
        "13d6mt3 | 1 | 4",
        "5d6mt6 | 0 | 0",
        "7d6mw | 2 | 7",
        "5d6kh3mw | 1 | 3",
        "5d6mh | 1 | 6",
        "4d[-5,2]mh | -5 | 2",
        "(1d3-1)d6mh | 0 | 6",
        "(1d3-1)d6mw | 0 | 2",
        "{5d6+1d8}mh | 1 | 8",
        "{5d6+1d8}kh2mw | 1 | 2",
        "{4d6kh3}mt | 0 | 1",
        "0d6mw | 0 | 0",
        "0d6mh | 0 | 0",
        "4d6kh(1d4) | 1 | 24",
        "4d6kh(1d2+1) | 2 | 18",
        "4d6dl(1d4) | 0 | 18",
        "2d6>=(1d4+6) | 0 | 0",
        "2d6>=(1d4-3) | 2 | 2",
        "4d6>=(1d4+2)f(1d2) | -4 | 4",
        "2d6r<(1d3+2) | 6 | 12",
        "1d6!o>(1d4+5) | 1 | 6",
        "1d6!o>=(1d2+4) | 1 | 12",
        "{4d6+2d8}kh(1d2) | 1 | 16",
        "{1d6,1d8}>=(1d4) | 0 | 2",
        "0d6 | 0 | 0",
        "4d6kh0 | 0 | 0"
      })
  void boundsAreTight(String text, double min, double max) {
    assertThat(bounds(text)).isEqualTo(new Bounds(min, max));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1/0", "1d6%(1d4*0)", "(0-1d4)d6", "2d6>=(1d4/(1d4*0))", "9007199254740991*2"})
  void expressionThatAlwaysFailsHasNoBounds(String text) {
    assertThat(bounds(text).isEmpty()).isTrue();
    assertThat(bounds(text).contains(0)).isFalse();
  }

  @Test
  void everyRollIsWithinTheBounds() {
    RandomTexts texts = new RandomTexts(7);
    Roller roller = new Roller(new Seeded(8));
    for (int i = 0; i < 3_000; i++) {
      String text = texts.next();
      RollRequest request = TestExpressions.parse(text);
      Bounds bounds = Bounds.of(request.first().expression());
      for (int roll = 0; roll < 10; roll++) {
        OptionalDouble total = TestExpressions.roll(roller, request);
        if (total.isPresent()) {
          assertThat(bounds.contains(total.getAsDouble()))
              .as("%s = %s within %s", text, total, bounds)
              .isTrue();
        }
      }
    }
  }

  private static Bounds bounds(String text) {
    return Bounds.of(TestExpressions.parse(text).first().expression());
  }
}
