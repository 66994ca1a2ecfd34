package dicegate.table.log;

import java.util.List;

/**
 * Entries of a table, in order and without holes.
 *
 * @param epoch the epoch of the table; empty if there is no such table
 * @param entries in the order of their offsets; empty if there are no entries
 */
public record EntryPage(String epoch, List<Entry> entries) {

  public EntryPage {
    entries = List.copyOf(entries);
  }
}
