package dicegate.table.log;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows one table over the bus: hands over every entry once and in order, even if notifications
 * are lost, repeated or reordered.
 *
 * <pre>
 *                onSubscribed         caught up
 *   UNSUBSCRIBED ------------&gt; READING --------&gt; LIVE    notifications are held while READING,
 *        ^                      ^  ^     a gap    |     and processed afterwards
 *        +----------------------+--+--------------+
 *             onUnsubscribed
 * </pre>
 *
 * <p>To catch up it opens the table, which creates the table again if it was lost, and reads from
 * the last entry that it has, including that one. If that entry or the table's epoch has changed,
 * the log is no longer the one that was followed, and the follower is reset.
 *
 * <p>Thread-safe. The follower's {@code onEntry} and {@code reset} are called under this object's
 * monitor, to keep their order, and must not send; {@link Follower#flush()} and {@code
 * onPresenceChanged} are called without it. The bus is called without it too.
 */
public final class TableSubscription implements BusListener {

  /** The most notifications held while reading; past that they are read too. */
  private static final int MAX_HELD = 1_024;

  /** The longest wait of a caller for a table that cannot be followed. */
  private static final long FOLLOW_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final TableBus bus;
  private final TableId table;
  private final String owner;
  private final int history;
  private final Follower follower;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private boolean subscribed; // guarded by this
  private boolean diverged; // guarded by this; the follower has to be reset
  private boolean reading; // guarded by this
  private boolean readAgain; // guarded by this
  private boolean live; // guarded by this
  private PolicyState rules; // guarded by this

  /** The newest policy known here, with which a lost table is created again; guarded by this. */
  private PolicyState newest;

  private @Nullable Cursor cursor; // guarded by this
  private List<Entry> held = new ArrayList<>(); // guarded by this
  private CompletableFuture<Void> whenLive = new CompletableFuture<>(); // guarded by this
  private long waitingSinceNanos; // guarded by this

  /** Receives the entries of a table. */
  public interface Follower {

    /**
     * Receives the table's policy, when the table is opened and after each act.
     *
     * @param rules not older than those received before, unless the table was lost or restored
     */
    void onPolicy(PolicyState rules);

    /**
     * Receives the next entry.
     *
     * @return false if a different entry was received at its offset before: the follower has to be
     *     reset
     */
    boolean onEntry(String epoch, Entry entry);

    /**
     * Replaces everything received so far: the table was lost, or an older state of it restored.
     *
     * @param end the end of the table now
     * @param newest its newest entries, up to the end
     */
    void reset(StreamPosition end, List<Entry> newest);

    /** Sends the frames that the preceding calls produced. */
    void flush();

    /** The members present at the table have changed. */
    void onPresenceChanged();
  }

  /**
   * Makes a subscription that does not follow yet; it still has to be given to the bus as the
   * listener of the table.
   *
   * @param policy of the table if it is created now
   * @param owner to whom the table is charged if it is created now
   * @param history the number of entries with which a follower is reset
   */
  public TableSubscription(
      TableBus bus,
      TableId table,
      TablePolicy policy,
      String owner,
      int history,
      Follower follower,
      Metrics metrics,
      LongSupplier nanoClock) {
    this.bus = bus;
    this.table = table;
    this.rules = new PolicyState(policy, 0);
    this.newest = rules;
    this.owner = owner;
    this.history = history;
    this.follower = follower;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.waitingSinceNanos = nanoClock.getAsLong();
  }

  /**
   * Completes as soon as the table is followed without a gap; fails with {@link
   * BusUnavailableException} if that takes more than a few seconds.
   */
  public synchronized CompletableFuture<Void> whenLive() {
    return whenLive;
  }

  /**
   * Returns the position of the last entry handed over.
   *
   * @throws IllegalStateException before {@link #whenLive()} has completed for the first time
   */
  public synchronized StreamPosition position() {
    Cursor current = cursor;
    if (current == null) {
      throw new IllegalStateException("position asked for before the table was opened");
    }
    return current.position();
  }

  /**
   * Records the policy of an act that this node has published, and whose notification may still
   * come: a table that is lost in between is created again with it.
   */
  public synchronized void learn(PolicyState published) {
    if (published.at() > newest.at()) {
      newest = published;
    }
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
  public void onServerChanged() {
    catchUp();
  }

  @Override
  public void onEntry(Entry entry) {
    boolean gap;
    synchronized (this) {
      gap = live && (!handOverIfNext(entry) || diverged);
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

  /**
   * Retries a failed read, and fails the callers that have waited too long; called once a second.
   */
  public void tick() {
    CompletableFuture<Void> expired = null;
    boolean retry;
    synchronized (this) {
      retry = subscribed && !live && !reading;
      if (!whenLive.isDone() && nanoClock.getAsLong() - waitingSinceNanos > FOLLOW_LIMIT_NANOS) {
        expired = whenLive;
        renewFuture();
      }
    }
    if (expired != null) {
      expired.completeExceptionally(new BusUnavailableException("not followed in time"));
    }
    if (retry) {
      catchUp();
    }
  }

  /**
   * Reads the entries that are missing, or the new state of the table; also called by the owner
   * when an answer of the bus shows that the table was lost.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // onCaughtUp handles both outcomes
  public void catchUp() {
    TablePolicy known;
    synchronized (this) {
      if (!subscribed) {
        return;
      }
      if (reading) {
        readAgain = true;
        return;
      }
      reading = true;
      // A cursor that advanced meanwhile would be ahead of the pages that are read.
      suspend();
      known = newest.policy();
    }
    bus.open(table, known, owner)
        .thenCompose(this::onOpened)
        .whenComplete((done, failure) -> onCaughtUp(failure));
  }

  private CompletableFuture<Void> onOpened(TableState state) {
    StreamPosition at;
    boolean reset;
    synchronized (this) {
      newest = state.rules();
      change(state.rules());
      if (cursor == null) {
        cursor = new Cursor(new StreamPosition(state.epoch(), state.head(), state.headTag()));
        return CompletableFuture.completedFuture(null);
      }
      at = cursor.position();
      reset = diverged || !at.epoch().equals(state.epoch()) || state.head() < at.offset();
    }
    return reset ? reset() : readFrom(at);
  }

  private CompletableFuture<Void> readFrom(StreamPosition at) {
    return bus.read(table, Math.max(1, at.offset()), TableBus.MAX_PAGE)
        .thenCompose(page -> at.continuesIn(page) ? handOver(page) : reset());
  }

  private CompletableFuture<Void> handOver(EntryPage page) {
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
    return page.more() ? readFrom(readTo) : CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> reset() {
    metrics.count(Counter.TABLE_RESTARTS);
    return bus.newest(table, Long.MAX_VALUE, history).thenAccept(this::resetTo);
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

  private void onCaughtUp(@Nullable Throwable failure) {
    boolean again;
    CompletableFuture<Void> waited = null;
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
        waited = whenLive;
        if (failure != null) {
          renewFuture();
        }
      }
    }
    follower.flush();
    if (waited != null && failure != null) {
      waited.completeExceptionally(failure);
    } else if (waited != null) {
      waited.complete(null);
    }
    if (again) {
      catchUp();
    }
  }

  /**
   * Processes the notifications that came while reading; returns whether no entry is missing.
   * Guarded by this, as are the methods below.
   */
  private boolean processHeld() {
    List<Entry> entries = held;
    held = new ArrayList<>();
    for (Entry entry : entries) {
      // Older entries were among those just read.
      if (entry.offset() > position().offset() && !handOverIfNext(entry)) {
        return false;
      }
    }
    return true;
  }

  /** Hands over an entry if it is the next one; returns false if others are missing before it. */
  private boolean handOverIfNext(Entry entry) {
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
      // Entries that are read after an opening may be older than the policy that it returned.
      if (entry.content() instanceof TableAct act && entry.offset() > rules.at()) {
        PolicyState now = new PolicyState(act.policy(), entry.offset());
        learn(now);
        change(now);
      }
    }
  }

  private void change(PolicyState now) {
    rules = now;
    follower.onPolicy(now);
  }

  private void hold(Entry entry) {
    if (held.size() >= MAX_HELD) {
      // They are read instead: again after the read in progress, or by the next one.
      held.clear();
      readAgain = reading;
    } else {
      held.add(entry);
    }
  }

  /** Stops handing entries over; callers of {@link #whenLive()} wait until that resumes. */
  private void suspend() {
    live = false;
    if (whenLive.isDone()) {
      renewFuture();
    }
  }

  private void renewFuture() {
    whenLive = new CompletableFuture<>();
    waitingSinceNanos = nanoClock.getAsLong();
  }
}
