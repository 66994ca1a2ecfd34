package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * All values that dice of several classes may come to, in the order in which a sorted pool is
 * filled with them, and what is left of each class above a rung.
 */
final class ValueOrder {

  private final List<DieClass> classes;
  private final List<Step> steps = new ArrayList<>();

  /**
   * A value of a class.
   *
   * @param dieClass the index of the class
   * @param score what it adds when kept
   * @param last whether no value of the class follows
   */
  record Step(
      int dieClass,
      double value,
      double score,
      BigInteger weight,
      List<Remainder> remainders,
      boolean last) {}

  /** How many values of a class follow, and their weights together. */
  record Remainder(int values, BigInteger weight) {}

  /** Puts the values in order, from the highest or from the lowest. */
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
