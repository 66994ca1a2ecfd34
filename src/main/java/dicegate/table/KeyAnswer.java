package dicegate.table;

import dicegate.wire.ErrorCode;

/** The outcome of a {@link KeyRequest}. */
public sealed interface KeyAnswer {

  /** The key is that of the table. */
  record Accepted(KeyRoller roller) implements KeyAnswer {}

  /**
   * The request is refused.
   *
   * @param why {@link ErrorCode#BAD_KEY} also if there is no such table, so that the answer does
   *     not show whether there is one
   */
  record Refused(ErrorCode why) implements KeyAnswer {}
}
