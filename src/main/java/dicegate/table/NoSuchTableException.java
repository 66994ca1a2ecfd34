package dicegate.table;

/** The bus has no such table, or not any more; it works once the table is opened. */
public final class NoSuchTableException extends BusUnavailableException {

  private static final long serialVersionUID = 1L;

  public NoSuchTableException(TableId table) {
    super("no such table: " + table);
  }
}
