package dicegate.table.log;

import java.util.Map;

/**
 * The right of one node to deliver the webhooks of a table, and what it needs to know for that.
 *
 * @param epoch the epoch of the table
 * @param head the offset of the newest entry, 0 before the first
 * @param policyAt the offset of the act that made the policy; 0 for that of a new table
 * @param cursors by the id of the webhook, the position behind which its deliveries continue
 */
public record WebhookLease(
    String epoch, long head, long policyAt, Map<String, StreamPosition> cursors) {

  public WebhookLease {
    cursors = Map.copyOf(cursors);
  }
}
