package dicegate.table;

import dicegate.wire.ErrorCode;
import java.util.List;

/** The outcome of a request for older entries of a table. */
public sealed interface HistoryAnswer {

  /**
   * Entries of the table.
   *
   * @param frames the entries that the member may see, the oldest first, each a frame {@code
   *     rolled}; may be empty although there are older ones
   * @param next the offset that all older entries are below; 0 if the table keeps none
   */
  record Entries(List<String> frames, long next) implements HistoryAnswer {

    public Entries {
      frames = List.copyOf(frames);
    }
  }

  /** The entries cannot be read. */
  record Refused(ErrorCode why) implements HistoryAnswer {}
}
