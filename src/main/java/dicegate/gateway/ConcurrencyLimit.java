package dicegate.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/** A limit on the number of unanswered requests of one kind. Thread-safe. */
final class ConcurrencyLimit {

  private final int max;
  private final AtomicInteger unanswered = new AtomicInteger();

  ConcurrencyLimit(int max) {
    this.max = max;
  }

  /** Counts a new request; false, and not counted, if the limit is reached. */
  boolean tryAcquire() {
    if (unanswered.incrementAndGet() > max) {
      unanswered.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Tells whether all requests are answered. */
  boolean isEmpty() {
    return unanswered.get() == 0;
  }

  /** Ends the count of a request, now that it is answered. */
  void release() {
    unanswered.decrementAndGet();
  }
}
