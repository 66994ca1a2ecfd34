package dicegate.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for an engine: each client has a queue of its own, and the clients have their
 * turns one after the other, so one with ten thousand requests does not delay one with one.
 * Requests that an engine lost go before all others, since they have waited already.
 *
 * <p>As long as what the fleet may hold. Confined to the fleet's thread.
 */
final class FairQueue {

  private final Deque<PendingRequest> lost = new ArrayDeque<>();
  private final Map<UUID, Deque<PendingRequest>> queues = new HashMap<>();
  private final Deque<Deque<PendingRequest>> turns = new ArrayDeque<>();

  /** Adds a new request, behind those of its client. */
  void add(PendingRequest request) {
    Deque<PendingRequest> queue = queues.get(request.client());
    if (queue == null) {
      queue = new ArrayDeque<>(2);
      queues.put(request.client(), queue);
      turns.add(queue);
    }
    queue.add(request);
  }

  /** Adds a request that an engine lost, behind those lost before. */
  void addLost(PendingRequest request) {
    lost.add(request);
  }

  /** Returns the request whose turn it is, without taking it; null if none waits. */
  @Nullable PendingRequest peek() {
    if (!lost.isEmpty()) {
      return lost.peek();
    }
    Deque<PendingRequest> queue = turns.peek();
    return queue == null ? null : queue.peek();
  }

  /** Takes the request that {@link #peek} returned; the turn goes to the next client. */
  void remove() {
    if (lost.poll() != null) {
      return;
    }
    Deque<PendingRequest> queue = turns.remove();
    PendingRequest taken = queue.remove();
    if (queue.isEmpty()) {
      queues.remove(taken.client());
    } else {
      turns.add(queue);
    }
  }

  /** Takes all requests. */
  List<PendingRequest> removeAll() {
    List<PendingRequest> all = new ArrayList<>(lost);
    turns.forEach(all::addAll);
    lost.clear();
    queues.clear();
    turns.clear();
    return all;
  }

  /** Forgets the requests that are settled: each client's oldest, since all may take as long. */
  void removeCompleted() {
    lost.removeIf(PendingRequest::isCompleted);
    Iterator<Deque<PendingRequest>> each = turns.iterator();
    while (each.hasNext()) {
      Deque<PendingRequest> queue = each.next();
      PendingRequest oldest = queue.element();
      while (oldest != null && oldest.isCompleted()) {
        queue.remove();
        if (queue.isEmpty()) {
          queues.remove(oldest.client());
          each.remove();
        }
        oldest = queue.peek();
      }
    }
  }

  boolean isEmpty() {
    return lost.isEmpty() && turns.isEmpty();
  }
}
