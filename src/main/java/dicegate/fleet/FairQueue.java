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
 * The queue of requests that wait for an engine. Each client has a queue of its own and clients
 * take turns, so a client with ten thousand requests does not delay a client with one. Requests
 * that an engine lost go first, since they have waited already.
 *
 * <p>Bounded by the fleet's capacity. Confined to the fleet's thread.
 */
final class FairQueue {

  private final Deque<PendingRequest> lost = new ArrayDeque<>();
  private final Map<UUID, Deque<PendingRequest>> queues = new HashMap<>();
  private final Deque<Deque<PendingRequest>> turns = new ArrayDeque<>();

  /** Adds a new request, behind its client's others. */
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

  /** Returns the next request without removing it; null if the queue is empty. */
  @Nullable PendingRequest peek() {
    if (!lost.isEmpty()) {
      return lost.peek();
    }
    Deque<PendingRequest> queue = turns.peek();
    return queue == null ? null : queue.peek();
  }

  /** Removes the request that {@link #peek} returned; the next client has its turn. */
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

  /** Removes and returns all requests. */
  List<PendingRequest> removeAll() {
    List<PendingRequest> all = new ArrayList<>(lost);
    turns.forEach(all::addAll);
    lost.clear();
    queues.clear();
    turns.clear();
    return all;
  }

  /** Removes completed requests: the head of each queue, since all have the same time limit. */
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
