package dicegate.dice.notation;

import java.util.List;

/**
 * What happens to all the dice of a pool, or all the members of a group.
 *
 * @param selections who stays: whoever none of them drops
 * @param count what the value of each becomes
 * @param sort the order of display
 */
public record PoolModifiers(List<Selection> selections, Count count, Sort sort) {

  /** No modifier. */
  public static final PoolModifiers NONE = new PoolModifiers(List.of(), Count.NONE, Sort.AS_ROLLED);

  public PoolModifiers {
    selections = List.copyOf(selections);
  }

  /**
   * Tells whether the one at a position of the sorted pool stays.
   *
   * @param position from the lowest, counted from 0
   * @param size how many there are
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
   * @param keep whether those meant stay and the rest goes, or the other way round
   * @param highest whether the highest are meant, or the lowest
   * @param amount how many, 0 or more; all of them if there are fewer
   */
  public record Selection(boolean keep, boolean highest, long amount) {

    boolean keeps(int position, int size) {
      boolean selected = highest ? position >= size - amount : position < amount;
      return selected == keep;
    }
  }

  /**
   * Success counting: a value becomes the number of success points it meets, less 1 if it meets a
   * failure point.
   */
  public record Count(List<ComparePoint> successes, List<ComparePoint> failures) {

    /** Nothing is counted; values stay. */
    public static final Count NONE = new Count(List.of(), List.of());

    public Count {
      successes = List.copyOf(successes);
      failures = List.copyOf(failures);
    }

    /** Tells whether anything is counted. */
    public boolean present() {
      return !successes.isEmpty();
    }

    /** Returns how many success points the value meets. */
    public int successes(double value) {
      int met = 0;
      for (int i = 0; i < successes.size(); i++) {
        met += successes.get(i).matches(value) ? 1 : 0;
      }
      return met;
    }

    /** Returns what the value is worth: its successes, less 1 if it fails. */
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
