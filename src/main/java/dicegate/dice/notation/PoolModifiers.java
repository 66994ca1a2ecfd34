package dicegate.dice.notation;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The modifiers of a pool of dice, or of a group of members.
 *
 * @param selections the keep and drop clauses; an item is kept if none of them drops it
 * @param count the success counting
 * @param matching the sets of equal dice that are looked for
 * @param sort the order of display
 */
public record PoolModifiers(List<Selection> selections, Count count, Matching matching, Sort sort) {

  /** No modifier. */
  public static final PoolModifiers NONE =
      new PoolModifiers(List.of(), Count.NONE, Matching.NONE, Sort.AS_ROLLED);

  public PoolModifiers {
    selections = List.copyOf(selections);
  }

  /** Tells whether there is any modifier. */
  @SuppressWarnings("ReferenceEquality") // most dice have this object
  public boolean present() {
    return this != NONE
        && (!selections.isEmpty()
            || count.present()
            || matching.present()
            || sort != Sort.AS_ROLLED);
  }

  /** Returns the modifiers with each selection and each point changed, in this order. */
  public PoolModifiers with(
      UnaryOperator<Selection> selection,
      UnaryOperator<Point> success,
      UnaryOperator<Point> failure) {
    return new PoolModifiers(
        selections.stream().map(selection).toList(),
        new Count(
            count.successes().stream().map(success).toList(),
            count.failures().stream().map(failure).toList()),
        matching,
        sort);
  }

  /**
   * Tells whether the item at a position of the sorted pool is kept.
   *
   * @param position from the lowest, counted from 0
   * @param size the number of items
   */
  public boolean keeps(int position, int size) {
    for (int i = 0; i < selections.size(); i++) {
      if (!selections.get(i).keeps(position, size)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A keep or drop clause.
   *
   * @param keep whether the selected items are kept and the others dropped, or the reverse
   * @param highest whether the highest items are selected, or the lowest
   * @param amount the number of selected items, 0 or more; all of them if there are fewer
   * @param computed the expression of the amount, which is 0 until it is known; null if the amount
   *     is constant
   */
  public record Selection(
      boolean keep, boolean highest, long amount, @Nullable Expression computed) {

    /** Makes a clause with a constant amount. */
    public Selection(boolean keep, boolean highest, long amount) {
      this(keep, highest, amount, null);
    }

    /** Returns the same clause with another amount, which is constant. */
    public Selection of(long known) {
      return new Selection(keep, highest, known);
    }

    /** Returns the clause with a known amount, the next value if it is computed. */
    Selection known(DoubleSupplier values) {
      return computed == null ? this : of(DiceRules.amount(values.getAsDouble(), computed.span()));
    }

    boolean keeps(int position, int size) {
      boolean selected = highest ? position >= size - amount : position < amount;
      return selected == keep;
    }
  }

  /**
   * Success counting: a value is replaced by the number of success points it meets, less 1 if it
   * meets a failure point.
   */
  public record Count(List<Point> successes, List<Point> failures) {

    /** Nothing is counted; values are added up. */
    public static final Count NONE = new Count(List.of(), List.of());

    public Count {
      successes = List.copyOf(successes);
      failures = List.copyOf(failures);
    }

    /** Tells whether anything is counted. */
    public boolean present() {
      return !successes.isEmpty();
    }

    /** Returns the number of success points that the value meets. */
    public int successes(double value) {
      int met = 0;
      for (int i = 0; i < successes.size(); i++) {
        met += successes.get(i).matches(value) ? 1 : 0;
      }
      return met;
    }

    /** Returns the score of the value: its successes, less 1 if it fails. */
    public int score(double value) {
      return successes(value) - (fails(value) ? 1 : 0);
    }

    /** Tells whether the value meets a failure point. */
    public boolean fails(double value) {
      for (int i = 0; i < failures.size(); i++) {
        if (failures.get(i).matches(value)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * The search for sets of kept dice with the same value.
   *
   * @param least the number of dice from which on a set is marked and counted, 2 or more; 0 if sets
   *     are not looked for
   */
  public record Matching(Result result, int least) {

    /** The smallest number of dice that are a set. */
    public static final int PAIR = 2;

    /** No search. */
    public static final Matching NONE = new Matching(Result.SUM, 0);

    /** Tells whether sets are looked for. */
    public boolean present() {
      return least > 0;
    }

    /** Tells whether the result is a number of the sets, not the sum of the dice. */
    public boolean replacesTotal() {
      return result != Result.SUM;
    }

    /** What the result of the pool is. */
    public enum Result {
      /** The same as without matching. */
      SUM,
      /** The number of sets. */
      COUNT,
      /** The largest number of equal dice: 1 if all differ, 0 without dice. */
      WIDTH,
      /**
       * The value of the most frequent dice, the highest of equally frequent ones; 0 without dice.
       */
      HEIGHT
    }
  }

  /** The order of display. */
  public enum Sort {
    AS_ROLLED,
    ASCENDING,
    DESCENDING
  }
}
