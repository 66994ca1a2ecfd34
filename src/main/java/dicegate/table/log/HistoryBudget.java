package dicegate.table.log;

/**
 * The size of all histories on a node, in UTF-16 units. While the total is over its limit, a table
 * is cut down to a minimum instead of {@link TableSettings#historyChars()} when a roll is published
 * at it; other tables keep their histories until their own next roll.
 *
 * <p>Guarded by its bus.
 */
final class HistoryBudget {

  /** The total up to which tables are not cut down to the minimum. */
  static final long MAX_TOTAL = 128L * 1024 * 1024;

  /** The allowance of one table past that; its newest entry is always kept. */
  static final long MIN_ALLOWANCE = 16L * 1024;

  private final long allowance;
  private long total;

  /**
   * Makes an empty budget.
   *
   * @param allowance the size that one table may have while there is room, in UTF-16 units
   */
  HistoryBudget(long allowance) {
    this.allowance = allowance;
  }

  void add(long chars) {
    total += chars;
  }

  /** Returns the size that one table may have now. */
  long allowance() {
    return total > MAX_TOTAL ? MIN_ALLOWANCE : allowance;
  }
}
