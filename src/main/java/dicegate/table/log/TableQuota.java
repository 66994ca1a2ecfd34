package dicegate.table.log;

/**
 * The limits on what one table and one owner of tables take.
 *
 * <p>The owner of a table is who made it: an address or a connection, however written. The empty
 * owner stands for nobody in particular, and has no limit of its own.
 */
public final class TableQuota {

  /** The most tables of one owner, and the most names reserved for one. */
  public static final int MAX_TABLES_OF_OWNER = 256;

  /** The size of a table's history, in UTF-16 units, if it has few entries. */
  static final int MIN_HISTORY_CHARS = 256 * 1024;

  /** The size of a longer history for each entry that may be kept, in UTF-16 units. */
  static final int CHARS_PER_ENTRY = 1_024;

  private TableQuota() {}

  /**
   * Returns the most that a table's history may have, in UTF-16 units; its newest entry is always
   * kept.
   *
   * @param entries the most entries that a table keeps
   */
  static int historyChars(int entries) {
    return Math.max(MIN_HISTORY_CHARS, entries * CHARS_PER_ENTRY);
  }

  /** Returns whether an owner that has this number of tables may make no further one. */
  static boolean isReached(int tables, String owner) {
    return !owner.isEmpty() && tables >= MAX_TABLES_OF_OWNER;
  }

  /** Returns whether this number is more than an owner may have. */
  static boolean isOver(int tables, String owner) {
    return isReached(tables - 1, owner);
  }
}
