package dicegate.engine;

import dicegate.zmq.InprocLanes;
import dicegate.zmq.Load;
import dicegate.zmq.Message;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;

/**
 * The requests of the engine's front that wait for a worker: in their order, but those of one load
 * do not hold up those of another. Some hundred at most: the front reads no more once they are
 * full. Confined to the front's thread.
 */
final class WaitingRequests {

  private static final int MAX_REQUESTS = 256;
  private static final int MAX_BYTES = 1024 * 1024;

  private final Map<Load, Queue<Waiting>> queues = new EnumMap<>(Load.class);
  private int requests;
  private int bytes;

  private record Waiting(Message message, int bytes) {}

  boolean isEmpty() {
    return requests == 0;
  }

  boolean isFull() {
    return requests >= MAX_REQUESTS || bytes >= MAX_BYTES;
  }

  /** Passes a request to a worker, or keeps it until one has room. */
  void passOrAdd(Message message, Load load, int messageBytes, InprocLanes lanes) {
    Queue<Waiting> queue = queues.computeIfAbsent(load, any -> new ArrayDeque<>());
    if (!queue.isEmpty() || !lanes.send(message, load)) {
      queue.add(new Waiting(message, messageBytes));
      requests++;
      bytes += messageBytes;
    }
  }

  /** Passes requests to workers that have room; returns whether there was any. */
  boolean pass(InprocLanes lanes) {
    boolean moved = false;
    for (Map.Entry<Load, Queue<Waiting>> each : queues.entrySet()) {
      Queue<Waiting> queue = each.getValue();
      Waiting next;
      while ((next = queue.peek()) != null && lanes.send(next.message(), each.getKey())) {
        queue.remove();
        requests--;
        bytes -= next.bytes();
        moved = true;
      }
    }
    return moved;
  }

  void clear() {
    queues.clear();
    requests = 0;
    bytes = 0;
  }
}
