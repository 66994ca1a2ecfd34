package dicegate.table;

import java.util.List;

/**
 * Entries of a table, in order and without holes.
 *
 * @param epoch the table's; empty if there is no such table
 * @param entries in the order of their offsets; empty if none was there
 */
public record EntryPage(String epoch, List<Entry> entries) {

  public EntryPage {
    entries = List.copyOf(entries);
  }
}
