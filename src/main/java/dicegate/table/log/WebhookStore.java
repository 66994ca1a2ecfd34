package dicegate.table.log;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What the nodes share about webhooks beside the tables' policies: which tables have some, which
 * node delivers those of a table, and how far each is delivered. All of it expires with the table.
 *
 * <p>Thread-safe; no call blocks. Futures fail and complete as those of a {@link TableBus}.
 */
public interface WebhookStore {

  /** The most tables with webhooks, of all nodes. */
  int MAX_TABLES = 1_000;

  /** The time for which a lease is valid, in seconds. */
  int LEASE_SECONDS = 15;

  /** Returns the tables that have webhooks, {@link #MAX_TABLES} at most. */
  CompletableFuture<Set<TableId>> tables();

  /**
   * Takes the lease of a table, or renews it, for {@link #LEASE_SECONDS}.
   *
   * @return empty if another node has it, or the table has no webhooks
   */
  CompletableFuture<Optional<WebhookLease>> lease(TableId table);

  /**
   * Records how far a webhook is delivered, unless another node has the lease, or the table is no
   * longer the one that the position is from.
   *
   * @param webhook the id of the webhook
   */
  CompletableFuture<Void> pass(TableId table, String webhook, StreamPosition position);

  /** Gives a lease back, if this node has it, so that another one need not wait for its end. */
  CompletableFuture<Void> release(TableId table);
}
