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
 * The requests of one account and one {@link WorkClass} that wait for an engine. Each client has a
 * queue of its own and clients take turns, so a client with ten thousand requests does not delay a
 * client with one.
 *
 * <p>A client that was not waiting has its first turn before the others, since it sends little. If
 * many clients wait, a turn is several requests long: their answers then leave together, in one
 * write to the network where the server can.
 *
 * <p>Bounded by the fleet's capacity. Confined to the fleet's thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8290">RFC 8290: the FlowQueue-CoDel scheduler,
 *     with the same two lists</a>
 */
final class ClientTurns {

  /** The longest turn, in requests. */
  private static final int MAX_TURN = 16;

  /** The number of waiting clients for which a turn becomes one request longer. */
  private static final int CLIENTS_PER_TURN_REQUEST = 16;

  /** First turns in a row, after which one of the others has a turn. */
  private static final int MAX_FIRST_TURNS = 16;

  private final Map<UUID, Deque<PendingRequest>> queues = new HashMap<>();

  /** The queues of clients that have had no turn since they began to wait. */
  private final Deque<Deque<PendingRequest>> firstTurns = new ArrayDeque<>();

  private final Deque<Deque<PendingRequest>> turns = new ArrayDeque<>();
  private @Nullable Deque<PendingRequest> current;
  private int leftInTurn;
  private int firstTurnsInARow;

  /** Adds a new request, behind its client's others. */
  void add(PendingRequest request) {
    queueOf(request).add(request);
  }

  /** Adds a request that has waited already, before its client's others. */
  void addFirst(PendingRequest request) {
    queueOf(request).addFirst(request);
  }

  /** Returns the next request without removing it; null if the queue is empty. */
  @Nullable PendingRequest peek() {
    if (current == null) {
      startTurn();
    }
    return current == null ? null : current.peek();
  }

  /** Removes the request that {@link #peek} returned. */
  void remove() {
    Deque<PendingRequest> queue = current;
    if (queue == null) {
      throw new IllegalStateException("peek comes first");
    }
    PendingRequest taken = queue.remove();
    leftInTurn--;
    if (queue.isEmpty()) {
      queues.remove(taken.asker().client());
      current = null;
    } else if (leftInTurn <= 0) {
      turns.add(queue);
      current = null;
    }
  }

  /** Removes and returns all requests. */
  List<PendingRequest> removeAll() {
    endTurn();
    List<PendingRequest> all = new ArrayList<>();
    firstTurns.forEach(all::addAll);
    turns.forEach(all::addAll);
    queues.clear();
    firstTurns.clear();
    turns.clear();
    return all;
  }

  /** Removes completed requests: the head of each queue, since all have the same time limit. */
  void removeCompleted() {
    endTurn();
    removeCompleted(firstTurns);
    removeCompleted(turns);
  }

  boolean isEmpty() {
    return queues.isEmpty();
  }

  private Deque<PendingRequest> queueOf(PendingRequest request) {
    Deque<PendingRequest> queue = queues.get(request.asker().client());
    if (queue == null) {
      queue = new ArrayDeque<>(2);
      queues.put(request.asker().client(), queue);
      firstTurns.add(queue);
    }
    return queue;
  }

  private void startTurn() {
    boolean first =
        !firstTurns.isEmpty() && (turns.isEmpty() || firstTurnsInARow < MAX_FIRST_TURNS);
    firstTurnsInARow = first ? firstTurnsInARow + 1 : 0;
    current = first ? firstTurns.poll() : turns.poll();
    leftInTurn = Math.clamp(queues.size() / CLIENTS_PER_TURN_REQUEST, 1, MAX_TURN);
  }

  /** Ends a turn early; the client has the next one. */
  private void endTurn() {
    if (current != null) {
      turns.addFirst(current);
      current = null;
    }
  }

  private void removeCompleted(Deque<Deque<PendingRequest>> from) {
    Iterator<Deque<PendingRequest>> each = from.iterator();
    while (each.hasNext()) {
      Deque<PendingRequest> queue = each.next();
      PendingRequest oldest = queue.element();
      while (oldest != null && oldest.isCompleted()) {
        queue.remove();
        if (queue.isEmpty()) {
          queues.remove(oldest.asker().client());
          each.remove();
        }
        oldest = queue.peek();
      }
    }
  }
}
