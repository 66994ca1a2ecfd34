package dicegate.table;

/** The bus could not do it now; the same may work later. */
public class BusUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BusUnavailableException(String message) {
    super(message);
  }

  public BusUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
