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
 * An enumeration of all ways to roll, the oracle of the odds. The experiment may roll any number of
 * dice; a way whose probability falls below a bound is skipped.
 */
final class OutcomeEnumeration {

  private final SortedMap<Double, Fraction> outcomes = new TreeMap<>();
  private Fraction failed = Fraction.of(0, 1);
  private Fraction skipped = Fraction.of(0, 1);

  private static final class TooUnlikelyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooUnlikelyException() {
      super("too unlikely", null, false, false);
    }
  }

  /** A counter in mixed radix: one digit for each die, with as many values as the die has sides. */
  private static final class Odometer implements DieSource {

    private final List<Integer> faces = new ArrayList<>();
    private final List<Integer> sides = new ArrayList<>();
    private final double minProbability;
    private int position;
    private double probability = 1;

    Odometer(double minProbability) {
      this.minProbability = minProbability;
    }

    @Override
    public int roll(int dieSides) {
      probability /= dieSides;
      if (probability < minProbability) {
        // The digits so far represent all ways with this prefix.
        throw new TooUnlikelyException();
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
      probability = 1;
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
   * Enumerates all ways to roll.
   *
   * @param minProbability the probability below which a way is skipped
   * @param experiment returns a total; empty if it fails
   */
  static OutcomeEnumeration of(
      double minProbability, Function<DieSource, OptionalDouble> experiment) {
    OutcomeEnumeration outcomes = new OutcomeEnumeration();
    Odometer odometer = new Odometer(minProbability);
    do {
      outcomes.rollOnce(experiment, odometer);
    } while (odometer.next());
    return outcomes;
  }

  private void rollOnce(Function<DieSource, OptionalDouble> experiment, Odometer odometer) {
    try {
      OptionalDouble total = experiment.apply(odometer);
      if (total.isPresent()) {
        outcomes.merge(total.getAsDouble(), odometer.probability(), OutcomeEnumeration::sum);
      } else {
        failed = sum(failed, odometer.probability());
      }
    } catch (TooUnlikelyException tooUnlikely) {
      skipped = sum(skipped, odometer.probability());
    }
  }

  SortedMap<Double, Fraction> outcomes() {
    return outcomes;
  }

  Fraction failed() {
    return failed;
  }

  Fraction skipped() {
    return skipped;
  }

  private static Fraction sum(Fraction left, Fraction right) {
    return new Fraction(
        left.numerator()
            .multiply(right.denominator())
            .add(right.numerator().multiply(left.denominator())),
        left.denominator().multiply(right.denominator()));
  }
}
