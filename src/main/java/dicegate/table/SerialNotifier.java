package dicegate.table;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Calls one listener in order, one call at a time, by whichever thread rings; a thread that comes
 * while another one calls leaves its call to that one.
 *
 * <p>Thread-safe; the listener is called under no lock.
 */
final class SerialNotifier {

  /** Calls that wait at most; more are dropped, and the listener told to read instead. */
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

  /** Adds a call, without calling; {@link #deliver()} follows. Cheap enough to be called locked. */
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

  /** Calls what waits, unless another thread is about it. */
  void deliver() {
    Runnable call;
    boolean first = true;
    while ((call = next(first)) != null) {
      first = false;
      call.run();
    }
  }

  /** Drops what waits, and all that comes later. */
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
