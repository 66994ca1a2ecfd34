package dicegate.table;

import dicegate.wire.ErrorCode;

/** What came of a {@link JoinRequest}. */
public sealed interface JoinAnswer {

  /** The asker sits at the table, and its sink has been told. */
  record Joined(Seat seat) implements JoinAnswer {}

  /** The asker does not. */
  record Refused(ErrorCode why) implements JoinAnswer {}
}
