package dicegate.dice.notation;

import java.util.List;

/**
 * The modifiers of a pool of dice, or of a group of members.
 *
 * @param selections the keep and drop clauses; an item is kept if none of them drops it
 * @param count the success counting
 * @param sort the order of display
 */
public record PoolModifiers(List<Selection> selections, Count count, Sort sort) {

  /** No modifier. */
  public static final PoolModifiers NONE = new PoolModifiers(List.of(), Count.NONE, Sort.AS_ROLLED);

  public PoolModifiers {
    selections = List.copyOf(selections);
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
   */
  public record Selection(boolean keep, boolean highest, long amount) {

    boolean keeps(int position, int size) {
      boolean selected = highest ? position >= size - amount : position < amount;
      return selected == keep;
    }
  }

  /**
   * Success counting: a value is replaced by the number of success points it meets, less 1 if it
   * meets a failure point.
   */
  public record Count(List<ComparePoint> successes, List<ComparePoint> failures) {

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

  /** The order of display. */
  public enum Sort {
    AS_ROLLED,
    ASCENDING,
    DESCENDING
  }
}
