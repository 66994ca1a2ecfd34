package dicegate.table;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Gives the rolls of a table their places, keeps the newest of them, and rings at all who listen;
 * the same for every node that shares it.
 *
 * <p>Thread-safe, and no call blocks. A future that cannot be kept fails with {@link
 * BusUnavailableException}, a few seconds after the call at the latest. Futures complete on any
 * thread, the caller's among them.
 *
 * <p>Ordering: when the future of {@link #publish} or {@link #open} completes, every read that
 * begins later finds what it told. An entry is readable before it rings. After {@link
 * BusListener#onSubscribed()} every entry published later rings, until {@link
 * BusListener#onUnsubscribed()}.
 */
public interface TableBus extends AutoCloseable {

  /** How many entries one read returns at most; also the most that a table keeps. */
  int MAX_PAGE = 1_000;

  /**
   * Finds a table, or makes it.
   *
   * @param verifier of the table if it is made now
   */
  CompletableFuture<TableState> open(TableId table, String verifier);

  /**
   * Starts to tell of a table, soon and until {@link #unsubscribe}; at most one listener a table.
   * {@link BusListener#onSubscribed()} comes first, perhaps before this returns.
   */
  void subscribe(TableId table, BusListener listener);

  /** Ends what {@link #subscribe} began; a call that is on its way may still come. */
  void unsubscribe(TableId table);

  /**
   * Appends a roll, once for each key, and rings. The key is remembered for two minutes and more.
   *
   * @return the entry: the one that an earlier call with this key made, if there was one; empty if
   *     that one is not kept any more. Fails with {@link NoSuchTableException} if there is no such
   *     table (any more): it is to be opened first.
   */
  CompletableFuture<Optional<Entry>> publish(TableId table, IdempotencyKey key, TableRoll roll);

  /**
   * Reads from an offset on.
   *
   * @param from the first offset wanted, from 1; the page begins later if that one is not kept any
   *     more, and is empty if it is not there yet
   * @param limit how many at most, 1 to {@link #MAX_PAGE}
   */
  CompletableFuture<EntryPage> read(TableId table, long from, int limit);

  /**
   * Reads the newest entries.
   *
   * @param count how many at most, 1 to {@link #MAX_PAGE}
   */
  CompletableFuture<EntryPage> newest(TableId table, int count);

  /**
   * Tells who is at a table on this node, and learns who is there on all. Others' {@link
   * BusListener#onPresenceChanged()} is called if that changes anything. What was told is forgotten
   * if it is not told again within {@link #PRESENCE_SECONDS}; telling it keeps the table from
   * expiring.
   *
   * @return everybody's, those of this node among them, in no order; a member on several nodes may
   *     come several times
   */
  CompletableFuture<List<Member>> present(TableId table, List<Member> here);

  /** For how long others believe what {@link #present} told, in seconds. */
  int PRESENCE_SECONDS = 15;

  /**
   * Starts what it runs, once. Calls before it wait.
   *
   * @param thread runs a loop until {@link #close()}, each call on a thread of its own
   */
  void start(Executor thread);

  /** Does what is due by time alone; called once a second. */
  void tick();

  /** Ends what it runs, within seconds; later calls fail. */
  @Override
  void close();
}
