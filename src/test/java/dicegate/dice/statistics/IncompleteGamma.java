package dicegate.dice.statistics;

/**
 * The regularised incomplete gamma function: by its series if that converges fast, otherwise by its
 * continued fraction. Stateless.
 *
 * @see <a href="https://dlmf.nist.gov/8.11#E4">DLMF 8.11.4, the series</a>
 * @see <a href="https://dlmf.nist.gov/8.9#E2">DLMF 8.9.2, the continued fraction</a>
 */
final class IncompleteGamma {

  private static final double PRECISION = 1e-15;
  private static final double TINY = 1e-300;

  /** The coefficients of the Lanczos approximation with g = 7. */
  private static final double[] LANCZOS = {
    0.9999999999998099,
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };

  private IncompleteGamma() {}

  /**
   * Returns Q(a, x), the upper part.
   *
   * @param a above 0
   * @param x 0 or more
   */
  static double upper(double a, double x) {
    if (x <= 0) {
      return 1;
    }
    double scale = Math.exp(a * Math.log(x) - x - logGamma(a));
    return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x);
  }

  /** Returns the sum of 1/a + x/(a(a+1)) + x²/(a(a+1)(a+2)) + .... */
  private static double series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; term > sum * PRECISION; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  /** Returns 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- ...))), by Lentz' method. */
  private static double fraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double fraction = d;
    double step = 0;
    for (int n = 1; Math.abs(step - 1) > PRECISION; n++) {
      double numerator = -n * (n - a);
      b += 2;
      d = 1 / nonZero(numerator * d + b);
      c = nonZero(b + numerator / c);
      step = c * d;
      fraction *= step;
    }
    return fraction;
  }

  private static double nonZero(double number) {
    return Math.abs(number) < TINY ? TINY : number;
  }

  static double logGamma(double a) {
    double x = a - 1;
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x + i);
    }
    double t = x + LANCZOS.length - 1.5;
    return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
  }
}
