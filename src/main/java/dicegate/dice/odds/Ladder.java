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
final class Ladder {

  private final List<DieClass> classes;
  private final List<Rung> rungs = new ArrayList<>();

  /**
   * A value of a class.
   *
   * @param dieClass the index of the class
   * @param worth what it adds when kept
   * @param last whether no value of the class follows
   */
  record Rung(
      int dieClass,
      double value,
      double worth,
      BigInteger weight,
      List<Rest> rests,
      boolean last) {}

  /** How many values of a class follow, and their weights together. */
  record Rest(int values, BigInteger weight) {}

  /** Puts the values in order, from the highest or from the lowest. */
  Ladder(List<DieClass> classes, boolean descending) {
    this.classes = List.copyOf(classes);
    List<Rung> sorted = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      DieClass dice = classes.get(c);
      for (int i = 0; i < dice.values().length; i++) {
        sorted.add(
            new Rung(c, dice.values()[i], dice.worths()[i], dice.weights()[i], List.of(), false));
      }
    }
    Comparator<Rung> ascending = Comparator.comparingDouble(Rung::value);
    sorted.sort(descending ? ascending.reversed() : ascending);
    withRests(sorted);
  }

  List<Rung> rungs() {
    return rungs;
  }

  private void withRests(List<Rung> sorted) {
    List<Rest> rests = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      rests.add(new Rest(0, BigInteger.ZERO));
    }
    for (int i = sorted.size() - 1; i >= 0; i--) {
      Rung rung = sorted.get(i);
      Rest rest = rests.get(rung.dieClass());
      boolean last = rest.values() == 0;
      rungs.add(
          new Rung(
              rung.dieClass(),
              rung.value(),
              rung.worth(),
              rung.weight(),
              List.copyOf(rests),
              last));
      rests.set(rung.dieClass(), new Rest(rest.values() + 1, rest.weight().add(rung.weight())));
    }
    Collections.reverse(rungs);
  }
}
