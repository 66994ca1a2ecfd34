package dicegate.table.log;

/** What an entry of a table's log records. */
public sealed interface EntryContent permits TableRoll, TableAct {

  /** Returns the member whose roll or act it is. */
  Member by();

  /** Returns the time, in milliseconds since 1970 by the clock of the member's node. */
  long atMillis();

  /** Returns the approximate memory that it takes, in UTF-16 units. */
  int chars();
}
