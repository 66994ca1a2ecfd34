package dicegate.table;

import dicegate.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What came of a roll or a reveal at a table. */
public sealed interface ShareAnswer {

  /**
   * It has its place.
   *
   * @param seq the place, from 1
   * @param roll what was rolled, JSON; null if the asker may not see it
   */
  record Shared(long seq, @Nullable String roll) implements ShareAnswer {}

  /** It was not taken. */
  record Refused(ErrorCode why) implements ShareAnswer {}
}
