package dicegate.table.log;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Calls one listener in order, one call at a time, on the threads that deliver. A thread that
 * delivers while another one is calling leaves its calls to that one.
 *
 * <p>Thread-safe; the listener is called without a lock.
 */
final class SerialNotifier {

  /** The most calls that wait. At the limit all are replaced by {@code onSubscribed}. */
  static final int MAX_WAITING = 4_096;

  private final BusListener listener;
  private final Queue<Runnable> waiting = new ArrayDeque<>(); // guarded by this
  private boolean delivering; // guarded by this
  private boolean stopped; // guarded by this

  SerialNotifier(BusListener listener) {
    this.listener = listener;
  }

  BusListener listener() {
    return listener;
  }

  /**
   * Adds a call without making it; {@link #deliver()} has to follow. Cheap enough to be called
   * under a lock.
   */
  synchronized void add(Runnable call) {
    if (stopped) {
      return;
    }
    if (waiting.size() >= MAX_WAITING) {
      waiting.clear();
      waiting.add(listener::onSubscribed);
    } else {
      waiting.add(call);
    }
  }

  /** Makes the waiting calls, unless another thread is making them. */
  void deliver() {
    Runnable call;
    boolean first = true;
    while ((call = next(first)) != null) {
      first = false;
      call.run();
    }
  }

  /** Drops the waiting calls and all later ones. */
  synchronized void stop() {
    stopped = true;
    waiting.clear();
  }

  private synchronized @Nullable Runnable next(boolean first) {
    if (first && delivering) {
      return null;
    }
    Runnable call = waiting.poll();
    delivering = call != null;
    return call;
  }
}
