package dicegate.zmq;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A REP socket that serves this process under an inproc address, as its clients see it: the wake-up
 * of its thread, and the lanes by which they reach it.
 *
 * <p>JeroMQ announces a message by a byte in the receiver's pipe. Between threads of this process
 * nobody waits for that byte: {@link Wakeup} wakes the receiver once for all messages of one
 * iteration. One object for each opening of the socket, so a client sees that it was opened again.
 *
 * <p>Thread-safe. {@link SocketContext#publish} makes it known.
 */
public final class InprocService {

  private final Wakeup wakeup;
  private final List<InprocLane> lanes = new CopyOnWriteArrayList<>();

  /** Makes the service of a socket whose thread sleeps by this wake-up. */
  public InprocService(Wakeup wakeup) {
    this.wakeup = wakeup;
  }

  /** Wakes the clients that wait for replies; for the service's thread, after it sent one. */
  public void signalClients() {
    for (InprocLane lane : lanes) {
      lane.signalIfWaiting();
    }
  }

  void signal() {
    wakeup.signal();
  }

  void add(InprocLane lane) {
    lanes.add(lane);
  }

  void remove(InprocLane lane) {
    lanes.remove(lane);
  }
}
