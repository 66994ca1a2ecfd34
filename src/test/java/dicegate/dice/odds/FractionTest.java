package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class FractionTest {

  @Test
  void isInLowestTerms() {
    assertThat(Fraction.of(6, -4)).isEqualTo(Fraction.of(-3, 2)).hasToString("-3/2");
  }

  @Test
  void zeroIsWhole() {
    assertThat(Fraction.of(0, 5)).hasToString("0");
  }

  @Test
  void zeroDenominatorIsRefused() {
    assertThatThrownBy(() -> Fraction.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longNumbersDivide() {
    BigInteger huge = BigInteger.TEN.pow(5000);

    assertThat(new Fraction(huge.add(BigInteger.ONE), huge.multiply(BigInteger.valueOf(8))).value())
        .isEqualTo(0.125);
    assertThat(Fraction.quotient(BigInteger.ONE, BigInteger.valueOf(3)))
        .isCloseTo(1 / 3.0, within(1e-16));
    assertThat(Fraction.quotient(BigInteger.ONE, huge)).isZero();
  }
}
