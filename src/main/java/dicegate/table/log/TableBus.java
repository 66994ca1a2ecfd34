package dicegate.table.log;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The ordered log of rolls of every table, shared by all nodes: assigns each roll its offset, keeps
 * the newest entries, and notifies the subscribed nodes.
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

  /** The most entries that one read returns; also the most that a table keeps. */
  int MAX_PAGE = 1_000;

  /** The time for which a report of {@link #present} is valid, in seconds. */
  int PRESENCE_SECONDS = 15;

  /**
   * Finds or creates a table.
   *
   * @param verifier of the table if it is created now
   */
  CompletableFuture<TableState> open(TableId table, String verifier);

  /**
   * Subscribes a listener to a table, soon and until {@link #unsubscribe}; a table has at most one
   * listener. {@link BusListener#onSubscribed()} is the first call, perhaps before this returns.
   */
  void subscribe(TableId table, BusListener listener);

  /** Ends a subscription; a call that is being delivered may still arrive. */
  void unsubscribe(TableId table);

  /**
   * Appends a roll, once for each key, and notifies the subscribers. A key is remembered for at
   * least two minutes.
   *
   * @return the new entry, or the one that an earlier call with the same key made; empty if that
   *     one is no longer kept. Fails with {@link NoSuchTableException} if the table does not exist
   *     (any more): it has to be opened first.
   */
  CompletableFuture<Optional<Entry>> publish(TableId table, IdempotencyKey key, TableRoll roll);

  /**
   * Reads entries from an offset on.
   *
   * @param from the first offset wanted, from 1; the page begins later if that entry is no longer
   *     kept, and is empty if it does not exist yet
   * @param limit the most entries, 1 to {@link #MAX_PAGE}
   */
  CompletableFuture<EntryPage> read(TableId table, long from, int limit);

  /**
   * Reads the newest entries.
   *
   * @param count the most entries, 1 to {@link #MAX_PAGE}
   */
  CompletableFuture<EntryPage> newest(TableId table, int count);

  /**
   * Reports the members at a table on this node, and returns those on all nodes. A change is
   * notified to the other nodes by {@link BusListener#onPresenceChanged()}. A report expires after
   * {@link #PRESENCE_SECONDS} unless repeated; each one keeps the table from expiring.
   *
   * @return the members on all nodes, this one included, in no order; a member on several nodes may
   *     occur several times
   */
  CompletableFuture<List<Member>> present(TableId table, List<Member> here);

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

  /** Does the periodic work; called once a second. */
  void tick();

  /** Ends the loops of the bus within seconds; later calls fail. */
  @Override
  void close();
}
