package dicegate.dice.odds;

import dicegate.dice.DieSource;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Dice that fall in every way there is, one after the other: the oracle of the odds. What is rolled
 * with them may roll as many dice as it likes; a way that has become too unlikely is given up.
 */
final class OutcomeEnumeration {

  private final SortedMap<Double, Fraction> outcomes = new TreeMap<>();
  private Fraction failed = Fraction.of(0, 1);
  private Fraction givenUp = Fraction.of(0, 1);

  private static final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUpException() {
      super("too unlikely", null, false, false);
    }
  }

  /** One way after the other, by counting in digits of as many values as the dice have sides. */
  private static final class Odometer implements DieSource {

    private final List<Integer> faces = new ArrayList<>();
    private final List<Integer> sides = new ArrayList<>();
    private final double least;
    private int position;
    private double likely = 1;

    Odometer(double least) {
      this.least = least;
    }

    @Override
    public int roll(int dieSides) {
      likely /= dieSides;
      if (likely < least) {
        // The digits stand for all the ways that begin like this.
        throw new GivenUpException();
      }
      if (position == faces.size()) {
        faces.add(1);
        sides.add(dieSides);
      }
      return faces.get(position++);
    }

    Fraction probability() {
      BigInteger ways = BigInteger.ONE;
      for (int i = 0; i < position; i++) {
        ways = ways.multiply(BigInteger.valueOf(sides.get(i)));
      }
      return new Fraction(BigInteger.ONE, ways);
    }

    boolean next() {
      position = 0;
      likely = 1;
      for (int i = faces.size() - 1; i >= 0; i--) {
        if (faces.get(i) < sides.get(i)) {
          faces.set(i, faces.get(i) + 1);
          return true;
        }
        faces.remove(i);
        sides.remove(i);
      }
      return false;
    }
  }

  /**
   * Rolls in every way.
   *
   * @param least the probability below which a way is given up
   * @param game returns a total, or nothing if it fails
   */
  static OutcomeEnumeration of(double least, Function<DieSource, OptionalDouble> game) {
    OutcomeEnumeration outcomes = new OutcomeEnumeration();
    Odometer odometer = new Odometer(least);
    do {
      outcomes.play(game, odometer);
    } while (odometer.next());
    return outcomes;
  }

  private void play(Function<DieSource, OptionalDouble> game, Odometer odometer) {
    try {
      OptionalDouble total = game.apply(odometer);
      if (total.isPresent()) {
        outcomes.merge(total.getAsDouble(), odometer.probability(), OutcomeEnumeration::sum);
      } else {
        failed = sum(failed, odometer.probability());
      }
    } catch (GivenUpException tooUnlikely) {
      givenUp = sum(givenUp, odometer.probability());
    }
  }

  SortedMap<Double, Fraction> outcomes() {
    return outcomes;
  }

  Fraction failed() {
    return failed;
  }

  Fraction givenUp() {
    return givenUp;
  }

  private static Fraction sum(Fraction left, Fraction right) {
    return new Fraction(
        left.numerator()
            .multiply(right.denominator())
            .add(right.numerator().multiply(left.denominator())),
        left.denominator().multiply(right.denominator()));
  }
}
