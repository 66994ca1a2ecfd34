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
        "0d6 | 0 | 0",
        "4d6kh0 | 0 | 0"
      })
  void boundsAreTight(String text, double min, double max) {
    assertThat(bounds(text)).isEqualTo(new Bounds(min, max));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/0", "1d6%(1d4*0)", "(0-1d4)d6", "9007199254740991*2"})
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
      Bounds bounds = Bounds.of(request.expression());
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
    return Bounds.of(TestExpressions.parse(text).expression());
  }
}
