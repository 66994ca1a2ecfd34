package dicegate.webhook;

/**
 * An entry of a table, as a watcher sees it; hidden ones are not offered.
 *
 * @param seq the offset of the entry
 * @param position the position of the entry, which identifies the delivery
 * @param table the table's name
 * @param title the table's title, may be empty
 * @param frame the frame {@code rolled} or {@code acted}, JSON
 * @param author the name of the member
 * @param label the member's remark, may be empty
 * @param text the entry in one line, for people
 */
public record WebhookEvent(
    long seq,
    String position,
    String table,
    String title,
    String frame,
    String author,
    String label,
    String text) {}
