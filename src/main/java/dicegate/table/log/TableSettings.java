package dicegate.table.log;

import java.time.Duration;

/**
 * The limits of tables.
 *
 * @param tables the tables on this node, 1 to {@link #MAX_TABLES}
 * @param members the members at one table who roll, 1 to {@link #MAX_MEMBERS}; there may be as many
 *     watchers
 * @param history the rolls that a table keeps, 1 to {@link #MAX_HISTORY}
 * @param idle the time for which a table without members is kept, {@link #MIN_IDLE} to {@link
 *     #MAX_IDLE}
 */
public record TableSettings(int tables, int members, int history, Duration idle) {

  public static final int MAX_TABLES = 1_000_000;

  public static final int MAX_MEMBERS = 500;

  public static final int MAX_HISTORY = 10_000;

  public static final Duration MIN_IDLE = Duration.ofMinutes(1);

  public static final Duration MAX_IDLE = Duration.ofDays(30);

  public TableSettings {
    check("tables", tables, MAX_TABLES);
    check("members", members, MAX_MEMBERS);
    check("history", history, MAX_HISTORY);
    if (idle.compareTo(MIN_IDLE) < 0 || idle.compareTo(MAX_IDLE) > 0) {
      throw new IllegalArgumentException("idle out of range: " + idle);
    }
  }

  /**
   * Returns the most seats of one table that are kept for members whose connection broke: half of
   * them, so that others find some however many members come and vanish.
   */
  public int keptSeats() {
    return Math.ceilDiv(members, 2);
  }

  /** Returns the most entries that a client is sent when it joins; it can ask for older ones. */
  public int snapshot() {
    return Math.min(history, TableBus.MAX_PAGE);
  }

  /** Returns the size of a table's history, in UTF-16 units; its newest entry is always kept. */
  public int historyChars() {
    return TableQuota.historyChars(history);
  }

  private static void check(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + " out of range: " + value);
    }
  }
}
