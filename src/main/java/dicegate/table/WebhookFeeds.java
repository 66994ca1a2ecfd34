package dicegate.table;

import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.webhook.WebhookDispatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of all tables, as far as this node delivers them: a {@link WebhookFeed} for each
 * table whose lease it has.
 *
 * <p>Every few seconds it looks through the tables that have webhooks, whether or not one has
 * members anywhere, and tries to take each lease: so a table whose node is gone is taken over.
 *
 * <p>Thread-safe. Its monitor is taken alone: no feed and no bus is called under it.
 */
final class WebhookFeeds implements AutoCloseable {

  /** The seconds between two looks through the tables that have webhooks. */
  private static final int LOOK_TICKS = 3;

  /** The seconds between two renewals of a lease: several before it ends. */
  private static final int STEP_TICKS = 2;

  private static final long CLOSE_MILLIS = 1_000;

  private final TableBus bus;
  private final TableFrames frames;
  private final WebhookDispatcher dispatcher;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final LongSupplier millisClock;
  private final Map<TableId, WebhookFeed> feeds = new HashMap<>(); // guarded by this
  private Set<TableId> listed = Set.of(); // guarded by this
  private boolean looking; // guarded by this
  private boolean closed; // guarded by this
  private int ticks; // guarded by this

  /**
   * Creates feeds of no table.
   *
   * @param dispatcher delivers; closed by this
   * @param nanoClock a clock as {@link System#nanoTime}
   * @param millisClock a clock as {@link System#currentTimeMillis}
   */
  WebhookFeeds(
      TableBus bus,
      TableFrames frames,
      WebhookDispatcher dispatcher,
      Metrics metrics,
      LongSupplier nanoClock,
      LongSupplier millisClock) {
    this.bus = bus;
    this.frames = frames;
    this.dispatcher = dispatcher;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.millisClock = millisClock;
  }

  /** Returns the number of webhooks to which this node delivers. */
  int size() {
    return dispatcher.size();
  }

  /** Returns the age of the oldest entry that waits for a webhook, in seconds. */
  double lagSeconds() {
    long now = millisClock.getAsLong();
    long oldest = all().stream().mapToLong(feed -> feed.oldestMillis(now)).min().orElse(now);
    return Math.max(0, now - oldest) / (double) TimeUnit.SECONDS.toMillis(1);
  }

  /** Reads new entries of a table that is open on this node, if this node delivers them. */
  void onEntries(TableId table) {
    WebhookFeed feed = find(table);
    if (feed != null) {
      feed.onEntries();
    }
  }

  /** Tries at once to deliver the webhooks of a table, where some have just been set or removed. */
  void wake(TableId table) {
    WebhookFeed feed = feed(table);
    if (feed != null) {
      feed.step();
    }
  }

  /** Does the periodic work; called once a second. */
  void tick() {
    dispatcher.tick();
    List<TableId> due = new ArrayList<>();
    boolean look;
    synchronized (this) {
      int tick = ticks++;
      feeds.values().removeIf(WebhookFeed::retire);
      look = tick % LOOK_TICKS == 0 && !looking && !closed;
      looking |= look;
      Set<TableId> known = new HashSet<>(feeds.keySet());
      if (look) {
        known.addAll(listed);
      }
      for (TableId table : known) {
        // At a different second for each table, to spread the load.
        boolean turn = Math.floorMod(tick + table.hashCode(), STEP_TICKS) == 0;
        if (turn || !feeds.containsKey(table)) {
          due.add(table);
        }
      }
    }
    all().forEach(WebhookFeed::checkLease);
    due.forEach(this::wake);
    if (look) {
      look();
    }
  }

  /** Ends all deliveries, and gives the leases back. */
  @Override
  public void close() {
    List<WebhookFeed> ended;
    synchronized (this) {
      closed = true;
      ended = List.copyOf(feeds.values());
      feeds.clear();
    }
    dispatcher.close();
    CompletableFuture<?>[] released =
        ended.stream().map(WebhookFeed::close).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(released).get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The leases end by themselves.
      metrics.count(Counter.TABLE_UNAVAILABLE);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both handled
  private void look() {
    bus.webhooks()
        .tables()
        .whenComplete(
            (tables, failure) -> {
              synchronized (this) {
                looking = false;
                // After a failure those known are tried again.
                listed = failure == null ? Set.copyOf(tables) : listed;
              }
            });
  }

  private synchronized List<WebhookFeed> all() {
    return List.copyOf(feeds.values());
  }

  private synchronized @Nullable WebhookFeed find(TableId table) {
    return feeds.get(table);
  }

  /** Returns the feed of a table, a new one if there is room; null if there is none. */
  private synchronized @Nullable WebhookFeed feed(TableId table) {
    WebhookFeed known = feeds.get(table);
    boolean full =
        feeds.size() >= WebhookDispatcher.MAX_WEBHOOKS
            || dispatcher.size() >= WebhookDispatcher.MAX_WEBHOOKS;
    if (known != null || closed || full) {
      return known;
    }
    WebhookFeed feed =
        new WebhookFeed(table, bus, frames, dispatcher, metrics, nanoClock, millisClock);
    feeds.put(table, feed);
    return feed;
  }
}
