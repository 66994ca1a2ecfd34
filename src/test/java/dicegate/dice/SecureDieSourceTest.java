package dicegate.dice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecureDieSourceTest {

  private static final int ROLLS_PER_FACE = 10_000;

  private final SecureDieSource source = new SecureDieSource();

  /** The count of a face is binomial; six standard deviations are exceeded once in 10^8 builds. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6, 7, 16, 17, 20, 100, 256, 257})
  void everyFaceIsEquallyFrequent(int sides) {
    int[] counts = new int[sides + 1];

    for (int i = 0; i < sides * ROLLS_PER_FACE; i++) {
      counts[source.roll(sides)]++;
    }

    double tolerance = 6 * Math.sqrt(ROLLS_PER_FACE * (1 - 1.0 / sides));
    assertThat(counts[0]).isZero();
    for (int face = 1; face <= sides; face++) {
      assertThat((double) counts[face])
          .as("face %d of d%d", face, sides)
          .isBetween(ROLLS_PER_FACE - tolerance, ROLLS_PER_FACE + tolerance);
    }
  }

  /** Two small dice may be drawn from the same byte, and must still be independent. */
  @Test
  void consecutiveDiceAreIndependent() {
    int[] pairs = new int[36];

    for (int i = 0; i < 36 * ROLLS_PER_FACE; i++) {
      pairs[(source.roll(6) - 1) * 6 + source.roll(6) - 1]++;
    }

    double tolerance = 6 * Math.sqrt(ROLLS_PER_FACE);
    for (int count : pairs) {
      assertThat((double) count).isBetween(ROLLS_PER_FACE - tolerance, ROLLS_PER_FACE + tolerance);
    }
  }

  @Test
  void diceOfOtherSidesInBetweenStayInRange() {
    for (int i = 0; i < ROLLS_PER_FACE; i++) {
      assertThat(source.roll(16)).isBetween(1, 16);
      assertThat(source.roll(4)).isBetween(1, 4);
    }
  }

  @Test
  void oneSidedDieShowsOne() {
    assertThat(source.roll(1)).isOne();
  }

  @Test
  void largestDieStaysInRange() {
    for (int i = 0; i < ROLLS_PER_FACE; i++) {
      assertThat(source.roll(DiceLimits.MAX_SIDES)).isBetween(1, DiceLimits.MAX_SIDES);
    }
  }

  @Test
  void dieWithoutSidesIsRefused() {
    assertThatThrownBy(() -> source.roll(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
