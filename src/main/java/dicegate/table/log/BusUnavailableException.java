package dicegate.table.log;

/** A temporary failure of the bus: the same call may succeed later. */
public class BusUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BusUnavailableException(String message) {
    super(message);
  }

  public BusUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
