package dicegate.webhook;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;

/**
 * The webhooks of this node: their queues within limits, and the deliveries in flight.
 *
 * <p>A receiver that answers slowly occupies a worker for up to {@link HttpsPoster#LIMIT}. So all
 * webhooks of one owner together have at most {@link #MAX_IN_FLIGHT_OF_OWNER} deliveries in flight,
 * and turns go round.
 *
 * <p>Thread-safe.
 */
public final class WebhookDispatcher implements AutoCloseable {

  /** The most webhooks of a table. */
  public static final int MAX_OF_TABLE = 4;

  /** The most webhooks of an owner. */
  public static final int MAX_OF_OWNER = 16;

  /** The most webhooks of a node. */
  public static final int MAX_WEBHOOKS = 1_000;

  /** The most deliveries in flight. */
  static final int MAX_IN_FLIGHT = 32;

  /** The most deliveries in flight of one owner. */
  static final int MAX_IN_FLIGHT_OF_OWNER = 2;

  private static final Logger LOG = System.getLogger(WebhookDispatcher.class.getName());
  private static final int MILLIS_PER_SECOND = 1_000;

  private final HttpsPoster poster;
  private final Executor workers;
  private final Metrics metrics;
  private final Incidents incidents;
  private final LongSupplier nanoClock;
  private final LongSupplier millisClock;
  private final RandomGenerator random;

  /** In the order in which they get their turn; guarded by this. */
  private final LinkedHashMap<WebhookQueue, Boolean> queues = new LinkedHashMap<>();

  private final Map<String, Integer> inFlightOfOwner = new HashMap<>(); // guarded by this
  private int inFlight; // guarded by this
  private boolean closed; // guarded by this

  /**
   * Creates a dispatcher without webhooks, which reaches public addresses alone.
   *
   * @param workers runs each delivery on a thread of its own, {@link #MAX_IN_FLIGHT} at most
   * @param nanoClock a clock as {@link System#nanoTime}
   * @param millisClock a clock as {@link System#currentTimeMillis}
   */
  public WebhookDispatcher(
      Executor workers,
      Metrics metrics,
      Incidents incidents,
      LongSupplier nanoClock,
      LongSupplier millisClock,
      RandomGenerator random) {
    this(
        new HttpsPoster(
            AddressGuard.ofPublicAddresses(),
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            nanoClock),
        workers,
        metrics,
        incidents,
        nanoClock,
        millisClock,
        random);
  }

  /** Creates a dispatcher that sends by another client. */
  WebhookDispatcher(
      HttpsPoster poster,
      Executor workers,
      Metrics metrics,
      Incidents incidents,
      LongSupplier nanoClock,
      LongSupplier millisClock,
      RandomGenerator random) {
    this.poster = poster;
    this.workers = workers;
    this.metrics = metrics;
    this.incidents = incidents;
    this.nanoClock = nanoClock;
    this.millisClock = millisClock;
    this.random = random;
  }

  /** Adds a webhook; empty if there are as many as allowed of its table, its owner, or in all. */
  public synchronized Optional<WebhookQueue> add(Webhook webhook, WebhookListener listener) {
    long ofTable = count(queue -> queue.webhook().table().equals(webhook.table()));
    long ofOwner =
        webhook.owner().isEmpty()
            ? 0
            : count(queue -> queue.webhook().owner().equals(webhook.owner()));
    if (closed
        || queues.size() >= MAX_WEBHOOKS
        || ofTable >= MAX_OF_TABLE
        || ofOwner >= MAX_OF_OWNER) {
      return Optional.empty();
    }
    WebhookQueue queue = new WebhookQueue(webhook, listener, random);
    queues.put(queue, true);
    return Optional.of(queue);
  }

  /** Removes a webhook; what waits is not sent, and a delivery in flight is not reported. */
  public synchronized void remove(WebhookQueue queue) {
    queue.close();
    queues.remove(queue);
  }

  /**
   * Adds the next entry to a webhook's queue. Never waits.
   *
   * @return false if the queue is full: {@link WebhookListener#onRoom} is called when it is not
   */
  public boolean offer(WebhookQueue queue, WebhookEvent event) {
    boolean added = queue.add(event);
    startDue();
    return added;
  }

  /** Returns the number of webhooks. */
  public synchronized int size() {
    return queues.size();
  }

  /** Reports a fault of Dicegate itself, in what a {@link WebhookListener} does. */
  public void reportFault(Throwable fault) {
    incidents.report(LOG, "webhook", fault);
  }

  /** Starts what is due, and cuts what takes too long; to be called once a second. */
  public void tick() {
    poster.tick();
    startDue();
  }

  /** Stops all deliveries, and starts no more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      queues.keySet().forEach(WebhookQueue::close);
      queues.clear();
    }
    poster.close();
  }

  private long count(Predicate<WebhookQueue> condition) {
    return queues.keySet().stream().filter(condition).count();
  }

  /** A delivery that is due. */
  private record Due(WebhookQueue queue, WebhookEvent event) {}

  private void startDue() {
    for (Due due : takeDue()) {
      try {
        workers.execute(() -> deliver(due));
      } catch (RejectedExecutionException e) {
        due.queue().untake();
        release(due.queue().webhook().owner());
      }
    }
  }

  private synchronized List<Due> takeDue() {
    List<Due> taken = new ArrayList<>();
    long now = nanoClock.getAsLong();
    for (WebhookQueue queue : List.copyOf(queues.keySet())) {
      if (closed || inFlight >= MAX_IN_FLIGHT) {
        break;
      }
      String owner = queue.webhook().owner();
      if (inFlightOfOwner.getOrDefault(owner, 0) >= MAX_IN_FLIGHT_OF_OWNER) {
        continue;
      }
      Optional<WebhookEvent> event = queue.take(now);
      if (event.isPresent()) {
        inFlight++;
        inFlightOfOwner.merge(owner, 1, Integer::sum);
        queues.remove(queue);
        queues.put(queue, true);
        taken.add(new Due(queue, event.get()));
      }
    }
    return taken;
  }

  private synchronized void release(String owner) {
    inFlight--;
    inFlightOfOwner.computeIfPresent(owner, (key, count) -> count == 1 ? null : count - 1);
  }

  private void deliver(Due due) {
    WebhookQueue queue = due.queue();
    try {
      DeliveryResult result = send(queue.webhook(), due.event());
      metrics.count(
          result instanceof DeliveryResult.Accepted
              ? Counter.WEBHOOKS_DELIVERED
              : Counter.WEBHOOKS_FAILED);
      if (queue.complete(result, nanoClock.getAsLong())) {
        metrics.count(Counter.WEBHOOKS_GIVEN_UP);
        remove(queue);
      }
    } catch (RuntimeException fault) {
      incidents.report(LOG, "webhook", fault);
      remove(queue);
    } finally {
      release(queue.webhook().owner());
    }
    startDue();
  }

  private DeliveryResult send(Webhook webhook, WebhookEvent event) {
    byte[] body = webhook.shape().body(event).getBytes(StandardCharsets.UTF_8);
    long timestamp = millisClock.getAsLong() / MILLIS_PER_SECOND;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Dicegate");
    headers.put("Dicegate-Delivery", event.position());
    headers.put("Dicegate-Timestamp", Long.toString(timestamp));
    headers.put("Dicegate-Signature", WebhookSignature.of(webhook.secret(), timestamp, body));
    return poster.post(webhook.url(), headers, body);
  }
}
