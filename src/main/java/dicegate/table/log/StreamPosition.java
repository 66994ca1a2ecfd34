package dicegate.table.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the log of a table: the last entry that a reader has.
 *
 * @param epoch the epoch of the table
 * @param offset the offset of the entry, 0 before the first
 * @param tag the tag of the entry, empty before the first
 */
public record StreamPosition(String epoch, long offset, String tag) {

  private static final Pattern TEXT =
      Pattern.compile("([A-Za-z0-9_-]{1,32}):([0-9]{1,18}):([A-Za-z0-9_-]{0,32})");

  /** Reads the form that {@link #text()} writes; empty if the text is not a position. */
  public static Optional<StreamPosition> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new StreamPosition(
                matcher.group(1), Long.parseLong(matcher.group(2)), matcher.group(3)))
        : Optional.empty();
  }

  /** Returns the end of a table, given the page of its newest entries. */
  public static StreamPosition endOf(EntryPage page) {
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

  /**
   * Returns whether a page continues the log that this position is from.
   *
   * @param page read from this offset on, so that it begins with this entry if the log still has it
   */
  public boolean continuesIn(EntryPage page) {
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
