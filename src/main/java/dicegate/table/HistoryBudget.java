package dicegate.table;

/**
 * What all tables of a node keep together, in UTF-16 units. Past a limit each may keep only a
 * little when it is next rolled at: a crowd takes from others what is more than enough, and not
 * all.
 *
 * <p>Guarded by its bus.
 */
final class HistoryBudget {

  /** What all keep freely. */
  static final long MAX_TOTAL = 128L * 1024 * 1024;

  /** What each may keep past that; its newest entry in any case. */
  static final long MIN_ALLOWANCE = 16L * 1024;

  private long total;

  void add(long chars) {
    total += chars;
  }

  /** Returns how much a table may keep now. */
  long allowance() {
    return total > MAX_TOTAL ? MIN_ALLOWANCE : Long.MAX_VALUE;
  }
}
