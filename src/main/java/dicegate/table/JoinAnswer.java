package dicegate.table;

import dicegate.wire.ErrorCode;

/** The outcome of a {@link JoinRequest}. */
public sealed interface JoinAnswer {

  /** The client has a seat, and its sink has been sent {@code joined}. */
  record Joined(Seat seat) implements JoinAnswer {}

  /** The client has no seat. */
  record Refused(ErrorCode why) implements JoinAnswer {}
}
