package dicegate.table;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows one table over the bus: hands on every entry once and in order, whatever the rings do.
 *
 * <pre>
 *          listening            caught up
 *   DEAF ------------&gt; READING -----------&gt; LIVE     rings are held while READING,
 *     ^                   ^  ^      a gap     |       and looked at afterwards
 *     +-------------------+--+----------------+
 *            deaf
 * </pre>
 *
 * <p>To catch up it opens the table, which makes it anew if it was lost, and reads from the last
 * entry it has, that one included. If the entry found there is another one, or the table's epoch
 * is, what was followed is not what is kept: the follower begins anew.
 *
 * <p>Thread-safe. The follower is called under the feed's monitor, so that the order holds, and is
 * not to send there; {@link Follower#flush()} comes after it under none.
 */
final class TableSubscription implements BusListener {

  /** How many rings are held while reading; past that they are read too. */
  private static final int MAX_HELD = 1_024;

  /** How long somebody waits for a table that cannot be followed. */
  private static final long FOLLOW_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final TableBus bus;
  private final TableId table;
  private final int history;
  private final Follower follower;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private boolean subscribed; // guarded by this
  private boolean diverged; // guarded by this; whether it is to begin anew
  private boolean reading; // guarded by this
  private boolean readAgain; // guarded by this
  private boolean live; // guarded by this
  private String verifier; // guarded by this
  private @Nullable Cursor cursor; // guarded by this
  private List<Entry> held = new ArrayList<>(); // guarded by this
  private CompletableFuture<String> followed = new CompletableFuture<>(); // guarded by this
  private long waitingSinceNanos; // guarded by this

  /** Who is told. */
  interface Follower {

    /**
     * The next entry.
     *
     * @return false if somebody was told of another one in its place: all are to begin anew
     */
    boolean onEntry(String epoch, Entry entry);

    /**
     * The table was lost or put back: what was told is not true any more.
     *
     * @param end where the table stands now
     * @param newest its newest entries, up to the end
     */
    void reset(StreamPosition end, List<Entry> newest);

    /** Sends what the calls before led to. */
    void flush();

    /** Who is there has changed. */
    void onPresenceChanged();
  }

  /**
   * Makes a feed that does not follow yet.
   *
   * @param verifier of the table if it is made now
   * @param history how many entries a follower that begins anew is told
   */
  TableSubscription(
      TableBus bus,
      TableId table,
      String verifier,
      int history,
      Follower follower,
      Metrics metrics,
      LongSupplier nanoClock) {
    this.bus = bus;
    this.table = table;
    this.verifier = verifier;
    this.history = history;
    this.follower = follower;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.waitingSinceNanos = nanoClock.getAsLong();
  }

  /**
   * Returns the table's verifier as soon as the table is followed without a gap; fails with {@link
   * BusUnavailableException} if that takes more than a few seconds.
   */
  synchronized CompletableFuture<String> followed() {
    return followed;
  }

  @Override
  public void onSubscribed() {
    synchronized (this) {
      subscribed = true;
      suspend();
    }
    catchUp();
  }

  @Override
  public void onUnsubscribed() {
    synchronized (this) {
      subscribed = false;
      suspend();
    }
  }

  @Override
  public void onPresenceChanged() {
    follower.onPresenceChanged();
  }

  @Override
  public void onEntry(Entry entry) {
    boolean gap;
    synchronized (this) {
      gap = live && (!followed(entry) || diverged);
      if (gap) {
        metrics.count(Counter.TABLE_GAPS);
        suspend();
      }
      if (!live) {
        hold(entry);
      }
    }
    follower.flush();
    if (gap) {
      catchUp();
    }
  }

  /** Tries again what failed, and fails who has waited too long. */
  void tick() {
    CompletableFuture<String> waited = null;
    boolean retry;
    synchronized (this) {
      retry = subscribed && !live && !reading;
      if (!followed.isDone() && nanoClock.getAsLong() - waitingSinceNanos > FOLLOW_LIMIT_NANOS) {
        waited = followed;
        renewFuture();
      }
    }
    if (waited != null) {
      waited.completeExceptionally(new BusUnavailableException("not followed in time"));
    }
    if (retry) {
      catchUp();
    }
  }

  /**
   * Reads what is missing, or what the table is now; for when something shows that it is needed.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // caughtUp takes whatever comes
  void catchUp() {
    String expected;
    synchronized (this) {
      if (!subscribed) {
        return;
      }
      if (reading) {
        readAgain = true;
        return;
      }
      reading = true;
      // A cursor that went on meanwhile would be ahead of what is read.
      suspend();
      expected = verifier;
    }
    bus.open(table, expected)
        .thenCompose(this::readFrom)
        .whenComplete((done, failure) -> caughtUp(failure));
  }

  private CompletableFuture<Void> readFrom(TableState state) {
    StreamPosition at;
    boolean reset;
    synchronized (this) {
      verifier = state.verifier();
      if (cursor == null) {
        cursor = new Cursor(new StreamPosition(state.epoch(), state.head(), state.headTag()));
        return CompletableFuture.completedFuture(null);
      }
      at = cursor.position();
      reset = diverged || !at.epoch().equals(state.epoch()) || state.head() < at.offset();
    }
    return reset ? reset() : readOn(at);
  }

  private CompletableFuture<Void> readOn(StreamPosition at) {
    return bus.read(table, Math.max(1, at.offset()), TableBus.MAX_PAGE)
        .thenCompose(page -> at.continuesIn(page) ? follow(page) : reset());
  }

  private CompletableFuture<Void> follow(EntryPage page) {
    StreamPosition readTo;
    synchronized (this) {
      for (Entry entry : page.entries()) {
        if (entry.offset() > position().offset()) {
          handOver(entry);
        }
      }
      readTo = position();
    }
    follower.flush();
    return page.entries().size() < TableBus.MAX_PAGE
        ? CompletableFuture.completedFuture(null)
        : readOn(readTo);
  }

  private CompletableFuture<Void> reset() {
    metrics.count(Counter.TABLE_RESTARTS);
    return bus.newest(table, history).thenAccept(this::resetTo);
  }

  private void resetTo(EntryPage page) {
    if (page.epoch().isEmpty()) {
      throw new NoSuchTableException(table);
    }
    synchronized (this) {
      StreamPosition end = StreamPosition.endOf(page);
      cursor = new Cursor(end);
      diverged = false;
      follower.reset(end, page.entries());
    }
    follower.flush();
  }

  private void caughtUp(@Nullable Throwable failure) {
    boolean again;
    CompletableFuture<String> waited = null;
    synchronized (this) {
      reading = false;
      again = readAgain && failure == null;
      readAgain = false;
      if (failure == null && subscribed && !again) {
        live = true;
        again = !processHeld() || diverged;
      }
      live = live && !again;
      if (failure != null || live) {
        waited = followed;
        if (failure != null) {
          renewFuture();
        }
      }
    }
    follower.flush();
    if (waited != null && failure != null) {
      waited.completeExceptionally(failure);
    } else if (waited != null) {
      waited.complete(verifierNow());
    }
    if (again) {
      catchUp();
    }
  }

  /** Looks at the rings that came while reading; returns whether nothing is missing. */
  private boolean processHeld() {
    List<Entry> rings = held;
    held = new ArrayList<>();
    for (Entry entry : rings) {
      // What is no newer than what was just read was in it.
      if (entry.offset() > position().offset() && !followed(entry)) {
        return false;
      }
    }
    return true;
  }

  /** Hands an entry on if it is next; returns false if others are missing. */
  private boolean followed(Entry entry) {
    Cursor current = cursor;
    if (current == null) {
      return false;
    }
    return switch (current.compare(entry)) {
      case NEXT -> {
        handOver(entry);
        yield true;
      }
      case SEEN -> true;
      case GAP -> false;
    };
  }

  private void handOver(Entry entry) {
    Cursor current = cursor;
    if (current != null) {
      current.advance(entry);
      diverged |= !follower.onEntry(current.position().epoch(), entry);
    }
  }

  /** Returns the last entry that was handed on; only after it was {@link #followed()}. */
  synchronized StreamPosition position() {
    Cursor current = cursor;
    if (current == null) {
      throw new IllegalStateException("followed before it was opened");
    }
    return current.position();
  }

  private void hold(Entry entry) {
    if (held.size() >= MAX_HELD) {
      held.clear();
      readAgain = reading;
    } else {
      held.add(entry);
    }
  }

  private void suspend() {
    live = false;
    if (followed.isDone()) {
      renewFuture();
    }
  }

  private void renewFuture() {
    followed = new CompletableFuture<>();
    waitingSinceNanos = nanoClock.getAsLong();
  }

  private synchronized String verifierNow() {
    return verifier;
  }
}
