package dicegate.table;

/**
 * What all tables of a node keep together, in UTF-16 units. Past a limit each may keep only a
 * little when it is next rolled at: a crowd takes from others what is more than enough, and not
 * all.
 *
 * <p>Guarded by its bus.
 */
final class KeptChars {

  /** What all keep freely. */
  static final long FREE_IN_ALL = 128L * 1024 * 1024;

  /** What each may keep past that; its newest entry in any case. */
  static final long LEAN = 16L * 1024;

  private long inAll;

  void add(long chars) {
    inAll += chars;
  }

  /** Returns how much a table may keep now. */
  long allowance() {
    return inAll > FREE_IN_ALL ? LEAN : Long.MAX_VALUE;
  }
}
