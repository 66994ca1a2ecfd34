package dicegate.webhook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The entries that wait for one webhook, in order, and the state of the first one's delivery.
 *
 * <pre>
 *   WAITING -- due, taken --&gt; IN FLIGHT -- accepted, rejected --&gt; WAITING, the next one
 *      ^                          |  | unusable, or tried for too long
 *      +------ try again ---------+  +-------------------------------------&gt; CLOSED
 * </pre>
 *
 * <p>Thread-safe. The listener is called without a lock, by the one delivery in flight.
 */
public final class WebhookQueue {

  /** The most entries that wait. */
  public static final int MAX_WAITING = 64;

  /** The most attempts of one delivery. */
  static final int MAX_ATTEMPTS = 14;

  /** How long one delivery is tried. */
  static final Duration MAX_TIME = Duration.ofHours(1);

  /** The most entries in a row that a receiver may reject. */
  static final int MAX_REJECTED = 5;

  /** The time between the starts of two deliveries, at least. */
  static final Duration SPACING = Duration.ofMillis(500);

  static final Duration FIRST_DELAY = Duration.ofSeconds(2);
  static final Duration MAX_DELAY = Duration.ofMinutes(15);

  private final Webhook webhook;
  private final WebhookListener listener;
  private final RandomGenerator random;
  private final Deque<WebhookEvent> waiting = new ArrayDeque<>(); // guarded by this
  private boolean inFlight; // guarded by this
  private boolean closed; // guarded by this
  private boolean refusedOne; // guarded by this
  private int attempts; // guarded by this; of the first entry
  private int rejected; // guarded by this; in a row
  private long firstAttemptNanos; // guarded by this
  private @Nullable Long dueNanos; // guarded by this; null for at once

  WebhookQueue(Webhook webhook, WebhookListener listener, RandomGenerator random) {
    this.webhook = webhook;
    this.listener = listener;
    this.random = random;
  }

  /** Returns the webhook. */
  public Webhook webhook() {
    return webhook;
  }

  /** Returns the number of entries that wait, the one in flight included. */
  public synchronized int size() {
    return waiting.size();
  }

  /** Adds an entry; returns false if there is no room, or the queue is closed. */
  synchronized boolean add(WebhookEvent event) {
    if (closed || waiting.size() >= MAX_WAITING) {
      refusedOne = true;
      return false;
    }
    waiting.add(event);
    return true;
  }

  /** Takes the first entry for an attempt, if it is due and none is in flight. */
  synchronized Optional<WebhookEvent> take(long nowNanos) {
    Long due = dueNanos;
    if (closed || inFlight || waiting.isEmpty() || (due != null && nowNanos - due < 0)) {
      return Optional.empty();
    }
    inFlight = true;
    if (attempts == 0) {
      firstAttemptNanos = nowNanos;
    }
    attempts++;
    dueNanos = nowNanos + SPACING.toNanos();
    return Optional.of(waiting.getFirst());
  }

  /** Puts back an entry that was taken and not tried. */
  synchronized void untake() {
    inFlight = false;
    attempts--;
  }

  /**
   * Ends an attempt.
   *
   * @return whether the webhook is given up
   */
  boolean complete(DeliveryResult result, long nowNanos) {
    return switch (result) {
      case DeliveryResult.Accepted accepted -> pass(true);
      case DeliveryResult.Rejected answer -> {
        boolean tooMany;
        synchronized (this) {
          tooMany = ++rejected >= MAX_REJECTED;
        }
        yield tooMany ? giveUp(answer.why()) : pass(false);
      }
      case DeliveryResult.Unusable unusable -> giveUp(unusable.why());
      case DeliveryResult.TryAgain again -> retry(again, nowNanos);
    };
  }

  /** Ends the queue; what waits is not sent. */
  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  private boolean pass(boolean accepted) {
    WebhookEvent passed;
    boolean room;
    synchronized (this) {
      if (closed) {
        return false;
      }
      passed = waiting.getFirst();
    }
    // Before the next one can be taken, so that the calls are in order.
    listener.onPassed(passed, accepted);
    synchronized (this) {
      if (closed) {
        return false;
      }
      waiting.removeFirst();
      attempts = 0;
      inFlight = false;
      if (accepted) {
        rejected = 0;
      }
      room = refusedOne;
      refusedOne = false;
    }
    if (room) {
      listener.onRoom();
    }
    return false;
  }

  private boolean giveUp(String why) {
    synchronized (this) {
      if (closed) {
        return false;
      }
      close();
    }
    listener.onGivenUp(why);
    return true;
  }

  private boolean retry(DeliveryResult.TryAgain again, long nowNanos) {
    synchronized (this) {
      boolean tooLong =
          attempts >= MAX_ATTEMPTS || nowNanos - firstAttemptNanos >= MAX_TIME.toNanos();
      if (!tooLong) {
        long delay = Math.max(backOff().toNanos(), again.after().orElse(Duration.ZERO).toNanos());
        dueNanos = nowNanos + delay;
        inFlight = false;
        return false;
      }
    }
    return giveUp(again.why());
  }

  /** Returns a random time of the upper half of 2, 4, 8 ... s. */
  private Duration backOff() {
    long most = FIRST_DELAY.toNanos() << Math.min(attempts - 1, 16);
    long capped = Math.min(most, MAX_DELAY.toNanos());
    return Duration.ofNanos(capped - random.nextLong(capped / 2));
  }
}
