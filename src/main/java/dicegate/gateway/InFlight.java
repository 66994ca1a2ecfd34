package dicegate.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests of a kind are unanswered, and may be. Thread-safe. */
final class InFlight {

  private final int most;
  private final AtomicInteger unanswered = new AtomicInteger();

  InFlight(int most) {
    this.most = most;
  }

  /** Adds a request, if there may be one more. */
  boolean enter() {
    if (unanswered.incrementAndGet() > most) {
      unanswered.decrementAndGet();
      return false;
    }
    return true;
  }

  boolean isEmpty() {
    return unanswered.get() == 0;
  }

  /** Takes off a request that was added, now that it is answered. */
  void leave() {
    unanswered.decrementAndGet();
  }
}
