package dicegate.table.log;

/** A call for a table that the bus does not have (any more); it succeeds after an open. */
public final class NoSuchTableException extends BusUnavailableException {

  private static final long serialVersionUID = 1L;

  public NoSuchTableException(TableId table) {
    super("no such table: " + table);
  }
}
