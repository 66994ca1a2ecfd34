package dicegate.table;

import dicegate.table.log.BusUnavailableException;
import dicegate.table.log.NoSuchTableException;
import dicegate.table.log.TableRefusedException;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import java.util.concurrent.CompletionException;

/**
 * Maps failures of the bus to errors for clients. Thread-safe.
 *
 * @param onLost called if a table that was there has expired or was lost
 */
record FailureMapper(Runnable onLost, Metrics metrics) {

  /**
   * Returns the error for a failure of the bus.
   *
   * @throws CompletionException with the cause, if the failure is any other: a fault of ours
   */
  ErrorCode errorOf(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof TableRefusedException refused) {
      return errorOf(refused.reason());
    }
    if (cause instanceof BusUnavailableException) {
      metrics.count(Counter.TABLE_UNAVAILABLE);
      if (cause instanceof NoSuchTableException) {
        onLost.run();
      }
      return ErrorCode.TABLE_UNAVAILABLE;
    }
    throw new CompletionException(cause);
  }

  /** Returns what failed, without what futures wrap around it on the way. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private ErrorCode errorOf(TableRefusedException.Reason reason) {
    return switch (reason) {
      case TABLES_OF_OWNER -> counted(Counter.TABLES_OVER_ADDRESS, ErrorCode.TOO_MANY_TABLES);
      case TABLES -> counted(Counter.TABLES_FULL, ErrorCode.TOO_MANY_TABLES);
      case WEBHOOKS -> counted(Counter.WEBHOOKS_FULL, ErrorCode.STORE_FULL);
      case MEMORY -> counted(Counter.TABLE_MEMORY_SHORT, ErrorCode.STORE_FULL);
    };
  }

  private ErrorCode counted(Counter counter, ErrorCode code) {
    metrics.count(counter);
    return code;
  }
}
