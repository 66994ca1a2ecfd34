package dicegate.table;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a client has come at a table: the last entry that it got.
 *
 * @param epoch of the table
 * @param offset of the entry, 0 if there was none yet
 * @param tag of the entry, empty if there was none
 */
public record StreamPosition(String epoch, long offset, String tag) {

  private static final Pattern TEXT =
      Pattern.compile("([A-Za-z0-9_-]{1,32}):([0-9]{1,18}):([A-Za-z0-9_-]{0,32})");

  /** Reads what {@link #text()} wrote; empty if it is no position. */
  public static Optional<StreamPosition> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new StreamPosition(
                matcher.group(1), Long.parseLong(matcher.group(2)), matcher.group(3)))
        : Optional.empty();
  }

  /** Returns where a table stands whose newest entries these are. */
  static StreamPosition endOf(EntryPage page) {
    if (page.entries().isEmpty()) {
      return new StreamPosition(page.epoch(), 0, "");
    }
    Entry last = page.entries().get(page.entries().size() - 1);
    return new StreamPosition(page.epoch(), last.offset(), last.tag());
  }

  /** Returns {@code epoch:offset:tag}. */
  public String text() {
    return epoch + ':' + offset + ':' + tag;
  }

  /** Tells whether a page read from here, this entry among it, goes on from where this is. */
  boolean continuesIn(EntryPage page) {
    if (!page.epoch().equals(epoch)) {
      return false;
    }
    if (offset == 0) {
      return tag.isEmpty() && (page.entries().isEmpty() || page.entries().get(0).offset() == 1);
    }
    if (page.entries().isEmpty()) {
      return false;
    }
    Entry first = page.entries().get(0);
    return first.offset() == offset && first.tag().equals(tag);
  }
}
