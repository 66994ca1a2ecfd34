package dicegate.table;

import dicegate.table.log.Entry;
import dicegate.table.log.StreamPosition;
import java.util.List;
import java.util.stream.Stream;

/**
 * The history read for one seat.
 *
 * @param end the end of the table when it was read
 * @param resumed whether the entries are exactly those that the client missed; otherwise they are
 *     the newest
 */
record HistoryRead(List<Entry> entries, StreamPosition end, boolean resumed) {

  /** Returns the positions in it that are past an offset. */
  List<StreamPosition> past(long offset) {
    return Stream.concat(
            entries.stream()
                .map(entry -> new StreamPosition(end.epoch(), entry.offset(), entry.tag())),
            Stream.of(end))
        .filter(at -> at.offset() > offset)
        .toList();
  }
}
