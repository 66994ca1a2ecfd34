package dicegate.table.log;

import java.util.List;

/**
 * Entries of a table, in order and without holes.
 *
 * @param epoch the epoch of the table; empty if there is no such table
 * @param entries in the order of their offsets; empty if there are no entries
 * @param more whether the table keeps further entries in the direction of the read: newer ones than
 *     a page that was read from an offset on has, older ones than a page of the newest has
 */
public record EntryPage(String epoch, List<Entry> entries, boolean more) {

  /** The page of a table that does not exist. */
  public static final EntryPage NO_TABLE = new EntryPage("", List.of(), false);

  public EntryPage {
    entries = List.copyOf(entries);
  }

  /** Returns the same entries in the opposite order. */
  public EntryPage reversed() {
    return new EntryPage(epoch, entries.reversed(), more);
  }
}
