package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The values of dice of several classes, in the order in which a sorted pool is filled with them,
 * and the values of each class that follow.
 */
final class ValueOrder {

  private final List<DieClass> classes;
  private final List<Step> steps = new ArrayList<>();

  /**
   * A value of a class.
   *
   * @param dieClass the index of the class
   * @param score what a die with the value adds when kept
   * @param remainders for each class, the values after this step
   * @param last whether this is the last value of the class
   */
  record Step(
      int dieClass,
      double value,
      double score,
      BigInteger weight,
      List<Remainder> remainders,
      boolean last) {}

  /** The number of values of a class that follow, and the sum of their weights. */
  record Remainder(int values, BigInteger weight) {}

  /** Sorts the values, descending or ascending. */
  ValueOrder(List<DieClass> classes, boolean descending) {
    this.classes = List.copyOf(classes);
    List<Step> sorted = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      DieClass dice = classes.get(c);
      for (int i = 0; i < dice.values().length; i++) {
        sorted.add(
            new Step(c, dice.values()[i], dice.scores()[i], dice.weights()[i], List.of(), false));
      }
    }
    Comparator<Step> ascending = Comparator.comparingDouble(Step::value);
    sorted.sort(descending ? ascending.reversed() : ascending);
    addSteps(sorted);
  }

  List<Step> steps() {
    return steps;
  }

  private void addSteps(List<Step> sorted) {
    List<Remainder> remainders = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      remainders.add(new Remainder(0, BigInteger.ZERO));
    }
    for (int i = sorted.size() - 1; i >= 0; i--) {
      Step step = sorted.get(i);
      Remainder remainder = remainders.get(step.dieClass());
      boolean last = remainder.values() == 0;
      steps.add(
          new Step(
              step.dieClass(),
              step.value(),
              step.score(),
              step.weight(),
              List.copyOf(remainders),
              last));
      remainders.set(
          step.dieClass(),
          new Remainder(remainder.values() + 1, remainder.weight().add(step.weight())));
    }
    Collections.reverse(steps);
  }
}
