package dicegate.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests of a kind are unanswered, and may be. Thread-safe. */
final class ConcurrencyLimit {

  private final int max;
  private final AtomicInteger unanswered = new AtomicInteger();

  ConcurrencyLimit(int max) {
    this.max = max;
  }

  /** Adds a request, if there may be one more. */
  boolean tryAcquire() {
    if (unanswered.incrementAndGet() > max) {
      unanswered.decrementAndGet();
      return false;
    }
    return true;
  }

  boolean isEmpty() {
    return unanswered.get() == 0;
  }

  /** Takes off a request that was added, now that it is answered. */
  void release() {
    unanswered.decrementAndGet();
  }
}
