package dicegate.dice.odds;

import dicegate.dice.NumberText;
import dicegate.dice.notation.PoolModifiers.Count;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * The probability distribution of an expression's value.
 *
 * <p>Each outcome has a whole weight; its probability is the weight divided by {@link #total}. The
 * total includes rolls without an outcome: those that {@linkplain #failed fail}, and those
 * {@linkplain #cut cut}, with longer chains of explosions than were followed. Mean, standard
 * deviation, minimum and maximum are conditional on an outcome. Immutable.
 */
public final class Distribution {

  private final double[] outcomes;
  private final BigInteger[] weights;
  private final BigInteger failed;
  private final BigInteger knownWeight;
  private final BigInteger total;

  /**
   * Takes ownership of the arrays.
   *
   * @param outcomes strictly ascending, without negative zero
   * @param weights each 1 or more
   * @param total the sum of the weights, {@code failed} and the weight that is cut
   */
  Distribution(double[] outcomes, BigInteger[] weights, BigInteger failed, BigInteger total) {
    this.outcomes = outcomes;
    this.weights = weights;
    this.failed = failed;
    this.total = total;
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger weight : weights) {
      sum = sum.add(weight);
    }
    this.knownWeight = sum;
  }

  /** Returns the distribution of a constant. */
  static Distribution certain(double outcome) {
    return new Distribution(
        new double[] {outcome}, new BigInteger[] {BigInteger.ONE}, BigInteger.ZERO, BigInteger.ONE);
  }

  /** Returns a distribution that always fails. It has no outcome, and is for internal use only. */
  static Distribution failure() {
    return new Distribution(new double[0], new BigInteger[0], BigInteger.ONE, BigInteger.ONE);
  }

  /** Returns the number of outcomes, 1 or more. */
  public int size() {
    return outcomes.length;
  }

  /** Returns an outcome; they ascend with the index, which counts from 0. */
  public double outcome(int index) {
    return outcomes[index];
  }

  /** Returns the weight of the outcome at the index, 1 or more. */
  public BigInteger weight(int index) {
    return weights[index];
  }

  /** Returns the weight of an outcome; 0 if it is impossible. */
  public BigInteger weightOf(double outcome) {
    int index = Arrays.binarySearch(outcomes, outcome + 0.0);
    return index < 0 ? BigInteger.ZERO : weights[index];
  }

  /** Returns the weight of all rolls. */
  public BigInteger total() {
    return total;
  }

  /** Returns the weight of the rolls that are an error. */
  public BigInteger failed() {
    return failed;
  }

  /** Returns the weight of the rolls with longer chains of explosions than were followed. */
  public BigInteger cut() {
    return total.subtract(knownWeight).subtract(failed);
  }

  /** Returns the weight of all outcomes. */
  public BigInteger knownWeight() {
    return knownWeight;
  }

  /** Returns the probability of the outcome at the index, 0 to 1. */
  public double probability(int index) {
    return Fraction.quotient(weights[index], total);
  }

  /** Returns the probability that the roll is an error, 0 to 1. */
  public double failureProbability() {
    return Fraction.quotient(failed, total);
  }

  /** Returns the probability of the rolls that were cut, 0 to 1. */
  public double cutProbability() {
    return Fraction.quotient(cut(), total);
  }

  /** Returns the least outcome. */
  public double min() {
    return outcomes[0];
  }

  /** Returns the greatest outcome. */
  public double max() {
    return outcomes[outcomes.length - 1];
  }

  /** Returns the mean of the outcomes. */
  public double mean() {
    return Moments.of(this).mean().value();
  }

  /**
   * Returns the mean as an exact fraction; empty if an outcome is not whole, and so may be rounded,
   * or if rolls were cut.
   */
  public Optional<Fraction> exactMean() {
    return whole() && cut().signum() == 0 ? Optional.of(Moments.of(this).mean()) : Optional.empty();
  }

  /** Returns the standard deviation of the outcomes. */
  public double standardDeviation() {
    return Moments.of(this).standardDeviation();
  }

  /** Returns the generating polynomial of the outcomes. */
  Terms terms(Lattice lattice) {
    return Terms.of(outcomes, weights, lattice);
  }

  /** Returns the class of that many dice with this distribution. */
  DieClass asDice(int count, Count success) {
    double[] scores = new double[outcomes.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = DieScore.of(success, outcomes[i]);
    }
    return new DieClass(count, outcomes, scores, weights, false);
  }

  /** Tells whether all outcomes are whole numbers. */
  public boolean whole() {
    for (double outcome : outcomes) {
      if (!NumberText.isWhole(outcome)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the largest magnitude of an outcome. */
  double magnitude() {
    return outcomes.length == 0 ? 0 : Math.max(Math.abs(min()), Math.abs(max()));
  }

  /** Returns the length of a weight, in 64-bit words. */
  int words() {
    return CostBudget.words(total.bitLength());
  }
}
