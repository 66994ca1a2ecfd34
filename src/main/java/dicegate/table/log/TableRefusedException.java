package dicegate.table.log;

/** A call that would exceed a limit on tables; it may succeed later. */
public final class TableRefusedException extends BusUnavailableException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** The limit that the call would exceed. */
  public enum Reason {
    /** The tables of one owner, all of which have members. */
    TABLES_OF_OWNER,
    /** The tables of all owners, all of which have members. */
    TABLES,
    /** The memory of the store. */
    MEMORY,
    /** The tables that have webhooks. */
    WEBHOOKS
  }

  public TableRefusedException(Reason reason) {
    super("limit reached: " + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
