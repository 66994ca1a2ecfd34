package dicegate.table.log;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The ordered log of rolls and acts of every table, shared by all nodes: assigns each entry its
 * offset, keeps the newest entries and the table's policy, and notifies the subscribed nodes.
 *
 * <p>Thread-safe; no call blocks. A future fails with {@link BusUnavailableException} within a few
 * seconds of the call if the bus cannot complete it. Futures complete on any thread, the caller's
 * included.
 *
 * <p>Ordering: once the future of {@link #publish} or {@link #open} has completed, every read that
 * begins later sees its result. An entry is readable before its notification is sent. After {@link
 * BusListener#onSubscribed()} every entry published later is notified, until {@link
 * BusListener#onUnsubscribed()}.
 */
public interface TableBus extends AutoCloseable {

  /** The most entries that one read returns. */
  int MAX_PAGE = 1_000;

  /**
   * The size of the entries that one read returns, in UTF-16 units or in bytes; the entry that
   * passes it is the last one.
   */
  int MAX_PAGE_CHARS = 256 * 1024;

  /** The time for which a report of {@link #present} is valid, in seconds. */
  int PRESENCE_SECONDS = 15;

  /** The time for which the seat of a member is kept whose connection broke, in seconds. */
  int SEAT_KEPT_SECONDS = 120;

  /**
   * Finds or creates a table. If its name is {@linkplain TableState#reserved reserved}, it is
   * created only for the verifier of the earlier table.
   *
   * @param policy of the table if it is created now: the one last known of a table that was lost
   * @param owner to whom the table is charged if it is created now; see {@link TableQuota}
   * @return the table's state; fails with {@link TableRefusedException} if there is no room for it
   */
  CompletableFuture<TableState> open(TableId table, TablePolicy policy, String owner);

  /**
   * Finds a table, and creates none.
   *
   * @return the table's state; empty if there is no such table, also if its name is reserved
   */
  CompletableFuture<Optional<TableState>> find(TableId table);

  /**
   * Subscribes a listener to a table, soon and until {@link #unsubscribe}; a table has at most one
   * listener. {@link BusListener#onSubscribed()} is the first call, perhaps before this returns.
   */
  void subscribe(TableId table, BusListener listener);

  /** Ends a subscription; a call that is being delivered may still arrive. */
  void unsubscribe(TableId table);

  /**
   * Appends a roll or an act, once for each key, and notifies the subscribers. A key is remembered
   * for at least two minutes. With an act its policy becomes that of the table, and {@link
   * ActKind#CLEAR} discards all entries before it.
   *
   * @return the new entry, or the one that an earlier call with the same key made; empty if that
   *     one is no longer kept. Fails with {@link NoSuchTableException} if the table does not exist
   *     (any more): it has to be opened first; with {@link StalePolicyException} if the act is
   *     based on another policy than the table's; with {@link TableRefusedException} if it would
   *     give webhooks to more tables than {@link WebhookStore#MAX_TABLES}.
   */
  CompletableFuture<Optional<Entry>> publish(
      TableId table, IdempotencyKey key, EntryContent content);

  /**
   * Reads entries from an offset on.
   *
   * @param from the first offset wanted, from 1; the page begins later if that entry is no longer
   *     kept, and is empty if it does not exist yet
   * @param limit the most entries, 1 to {@link #MAX_PAGE}; fewer if they are long, at least one
   */
  CompletableFuture<EntryPage> read(TableId table, long from, int limit);

  /**
   * Reads the newest entries before an offset.
   *
   * @param before an offset; {@link Long#MAX_VALUE} for the newest of all
   * @param count the most entries, 1 to {@link #MAX_PAGE}; fewer if they are long, at least one
   */
  CompletableFuture<EntryPage> newest(TableId table, long before, int count);

  /**
   * Reports the members at a table on this node, and returns those on all nodes. A change is
   * notified to the other nodes by {@link BusListener#onPresenceChanged()}. A report expires after
   * {@link #PRESENCE_SECONDS} unless repeated; each one keeps the table from expiring.
   *
   * @param gone the ids of members whose connection to this node broke since the last report, and
   *     whose seats are kept for {@link #SEAT_KEPT_SECONDS}, or until they are here again; at most
   *     {@link TableSettings#keptSeats()} of one table, the newest
   * @return the members on all nodes, this one included
   */
  CompletableFuture<Attendance> present(TableId table, List<Member> here, Set<String> gone);

  /** Returns what the nodes share about webhooks. */
  WebhookStore webhooks();

  /**
   * Starts the loops of the bus, once. Earlier calls wait.
   *
   * @param thread runs each loop on a thread of its own, until {@link #close()}
   */
  void start(Executor thread);

  /** Returns whether its loops run and are not stuck; a bus without loops is alive. */
  default boolean isAlive() {
    return true;
  }

  /** Returns the used part of the memory that its server may use, 0 to 1; 0 without a limit. */
  default double memoryUsed() {
    return 0;
  }

  /** Does the periodic work; called once a second. */
  void tick();

  /** Ends the loops of the bus within seconds; later calls fail. */
  @Override
  void close();
}
