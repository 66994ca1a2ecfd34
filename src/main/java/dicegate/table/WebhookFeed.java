package dicegate.table;

import dicegate.table.log.ActKind;
import dicegate.table.log.BusUnavailableException;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.PolicyChange;
import dicegate.table.log.PolicyState;
import dicegate.table.log.StalePolicyException;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableAct;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import dicegate.table.log.TableState;
import dicegate.table.log.TableWebhook;
import dicegate.table.log.WebhookLease;
import dicegate.table.log.WebhookStore;
import dicegate.telemetry.Metrics;
import dicegate.webhook.WebhookDispatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of one table, while this node has its lease: a {@link WebhookCursor} for each.
 *
 * <p>Each step renews the lease, whose answer tells too whether there are new entries or another
 * policy. If the lease could not be renewed in time, or another node has it, nothing is delivered
 * any more.
 *
 * <p>Thread-safe. No bus, dispatcher or cursor is called under its monitor.
 */
final class WebhookFeed {

  /** How long this node delivers after it asked for the lease: less than the store says. */
  private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(WebhookStore.LEASE_SECONDS - 3);

  private static final int MAX_ATTEMPTS = 5;

  private final TableId table;
  private final TableBus bus;
  private final TableFrames frames;
  private final WebhookDispatcher dispatcher;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final LongSupplier millisClock;
  private final Map<String, WebhookCursor> cursors = new HashMap<>(); // guarded by this
  private @Nullable PolicyState rules; // guarded by this
  private String epoch = ""; // guarded by this
  private boolean stepping; // guarded by this
  private boolean stepAgain; // guarded by this
  private boolean leased; // guarded by this
  private boolean closed; // guarded by this
  private long askedNanos; // guarded by this
  private long leasedAtNanos; // guarded by this

  WebhookFeed(
      TableId table,
      TableBus bus,
      TableFrames frames,
      WebhookDispatcher dispatcher,
      Metrics metrics,
      LongSupplier nanoClock,
      LongSupplier millisClock) {
    this.table = table;
    this.bus = bus;
    this.frames = frames;
    this.dispatcher = dispatcher;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.millisClock = millisClock;
  }

  TableId table() {
    return table;
  }

  TableFrames frames() {
    return frames;
  }

  /**
   * Ends it, unless it has the lease, or asks for it.
   *
   * @return whether it is ended, and can be forgotten
   */
  synchronized boolean retire() {
    closed |= !leased && !stepping;
    return closed;
  }

  /** Returns the time of the oldest entry that waits, in milliseconds since 1970; else now. */
  long oldestMillis(long now) {
    return all().stream().mapToLong(cursor -> cursor.oldestMillis(now)).min().orElse(now);
  }

  /** Renews the lease, and goes on with what there is; one call at a time, later ones follow. */
  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both handled
  void step() {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (stepping) {
        stepAgain = true;
        return;
      }
      stepping = true;
      askedNanos = nanoClock.getAsLong();
    }
    bus.webhooks()
        .lease(table)
        .thenCompose(this::onLease)
        .whenComplete((done, failure) -> onStepped(failure));
  }

  /** Reads new entries for all webhooks. */
  void onEntries() {
    all().forEach(WebhookCursor::read);
  }

  /** Ends the deliveries if the lease could not be renewed in time. */
  void checkLease() {
    boolean over;
    synchronized (this) {
      over = leased && nanoClock.getAsLong() - leasedAtNanos > VALID_NANOS;
    }
    if (over) {
      lose();
    }
  }

  /** Ends the deliveries, and gives the lease back. */
  CompletableFuture<Void> close() {
    synchronized (this) {
      closed = true;
    }
    lose();
    return bus.webhooks().release(table);
  }

  /** Records how far a webhook is delivered. */
  @SuppressWarnings("FutureReturnValueIgnored") // if it fails, entries are delivered again
  void pass(TableWebhook webhook, StreamPosition position) {
    bus.webhooks().pass(table, webhook.id(), position);
  }

  /**
   * Removes a webhook that was given up from the policy, and tells the table; later if it fails.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the cursor tries again
  void giveUp(WebhookCursor cursor, String why) {
    PolicyState known;
    synchronized (this) {
      known = rules;
    }
    if (known != null) {
      giveUp(cursor.webhook(), why, known, MAX_ATTEMPTS)
          .whenComplete(
              (done, failure) -> {
                onFailure(failure);
                if (failure == null) {
                  step();
                }
              });
    }
  }

  private CompletableFuture<Void> giveUp(
      TableWebhook webhook, String why, PolicyState known, int attempts) {
    if (attempts == 0 || known.policy().webhook(webhook.id()).isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    TableAct act =
        new TableAct(
            webhook.by(),
            ActKind.WEBHOOK_OFF,
            null,
            webhook.notice().because(why).text(),
            millisClock.getAsLong(),
            PolicyChange.withoutWebhook(known.policy(), webhook.id()),
            known.at());
    IdempotencyKey key = IdempotencyKey.of(webhook.by().id(), webhook.id(), "webhook given up");
    return bus.publish(table, key, act)
        .<Void>thenApply(entry -> null)
        .exceptionallyCompose(
            failure ->
                FailureMapper.cause(failure) instanceof StalePolicyException stale
                    ? giveUp(webhook, why, stale.state(), attempts - 1)
                    : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<Void> onLease(Optional<WebhookLease> answer) {
    if (answer.isEmpty()) {
      lose();
      return CompletableFuture.completedFuture(null);
    }
    WebhookLease lease = answer.get();
    boolean late;
    PolicyState known;
    synchronized (this) {
      late = closed;
      leased = !late;
      leasedAtNanos = askedNanos;
      known = epoch.equals(lease.epoch()) ? rules : null;
    }
    if (late) {
      return bus.webhooks().release(table);
    }
    if (known != null && known.at() == lease.policyAt()) {
      update(lease, known);
      return CompletableFuture.completedFuture(null);
    }
    return bus.find(table).thenAccept(found -> found.ifPresent(state -> onState(lease, state)));
  }

  private void onState(WebhookLease lease, TableState state) {
    synchronized (this) {
      epoch = state.epoch();
      rules = state.rules();
    }
    update(lease, state.rules());
  }

  private void update(WebhookLease lease, PolicyState known) {
    List<WebhookCursor> ended = new ArrayList<>();
    List<WebhookCursor> current = new ArrayList<>();
    synchronized (this) {
      if (!leased) {
        return;
      }
      Map<String, WebhookCursor> before = new HashMap<>(cursors);
      cursors.clear();
      for (TableWebhook webhook : known.policy().webhooks()) {
        WebhookCursor cursor = before.remove(webhook.id());
        StreamPosition position = lease.cursors().get(webhook.id());
        if (cursor == null && position != null) {
          cursor = new WebhookCursor(this, webhook, bus, dispatcher, metrics, position);
        }
        // Without a position, the policy is newer than the lease's answer: at the next step.
        if (cursor != null) {
          cursors.put(webhook.id(), cursor);
          current.add(cursor);
        }
      }
      ended.addAll(before.values());
    }
    ended.forEach(WebhookCursor::close);
    current.forEach(cursor -> cursor.proceed(lease, known.policy().title()));
  }

  private void lose() {
    List<WebhookCursor> ended;
    synchronized (this) {
      leased = false;
      ended = List.copyOf(cursors.values());
      cursors.clear();
      rules = null;
    }
    ended.forEach(WebhookCursor::close);
  }

  /** Reports a failure, unless the bus is unavailable: it counts that, and is asked again. */
  void onFailure(@Nullable Throwable failure) {
    if (failure != null && !(FailureMapper.cause(failure) instanceof BusUnavailableException)) {
      dispatcher.reportFault(FailureMapper.cause(failure));
    }
  }

  private void onStepped(@Nullable Throwable failure) {
    onFailure(failure);
    boolean again;
    synchronized (this) {
      stepping = false;
      again = stepAgain;
      stepAgain = false;
    }
    if (again) {
      step();
    }
  }

  private synchronized List<WebhookCursor> all() {
    return List.copyOf(cursors.values());
  }
}
