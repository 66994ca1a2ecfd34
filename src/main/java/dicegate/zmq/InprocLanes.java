package dicegate.zmq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes from one client to the REP workers of this process: to each worker a DEALER of its own,
 * with a small window of messages in flight. So the client decides which worker gets a message, and
 * the windows balance the work; a DEALER connected to all would queue behind a slow one.
 *
 * <p>A message goes to the first idle worker, else to the first that has room. A slow message goes
 * to the last idle one, and on request never to the first of several: so slow messages do not hold
 * up the others.
 *
 * <p>Confined to the client's thread.
 *
 * @see <a href="https://zguide.zeromq.org/docs/chapter3/#The-Load-Balancing-Pattern">the zguide's
 *     load balancing pattern, chapter 3</a>
 */
public final class InprocLanes implements AutoCloseable {

  /**
   * The number of messages in flight to each worker: the one in work, and the next. Further
   * messages wait at the client, where they are in fair order, and form larger batches.
   */
  private static final int WINDOW = 2;

  private final List<InprocLane> lanes = new ArrayList<>();
  private final int firstForSlow;

  /**
   * Makes lanes that are not connected.
   *
   * @param addresses the workers' addresses, 1 or more
   * @param context the context shared with the workers
   * @param wakeup wakes the client's thread when a reply was sent
   * @param keepsFirst whether the first of several workers gets no slow messages
   */
  public InprocLanes(
      List<String> addresses, SocketContext context, Wakeup wakeup, boolean keepsFirst) {
    firstForSlow = keepsFirst && addresses.size() > 1 ? 1 : 0;
    for (String address : addresses) {
      lanes.add(new InprocLane(address, context, wakeup));
    }
  }

  /** Connects to each worker that is there; returns whether all are connected. */
  public boolean connect() {
    boolean all = true;
    for (InprocLane lane : lanes) {
      all &= lane.connect();
    }
    return all;
  }

  /** Returns whether a worker closed its socket, and messages in flight may be lost. */
  public boolean lost() {
    for (InprocLane lane : lanes) {
      if (lane.lost()) {
        return true;
      }
    }
    return false;
  }

  /** Connects again to workers that closed their sockets; their messages in flight are lost. */
  public void reconnectLost() {
    for (InprocLane lane : lanes) {
      if (lane.lost()) {
        lane.close();
      }
      lane.connect();
    }
  }

  /** Returns whether a message can be sent now. */
  public boolean hasRoom(boolean slow) {
    return choose(slow) != null;
  }

  /** Returns the number of messages in flight to all workers. */
  public int inFlight() {
    int sum = 0;
    for (InprocLane lane : lanes) {
      sum += lane.inFlight();
    }
    return sum;
  }

  /**
   * Sends a message; {@link #flush} wakes its receiver.
   *
   * @param slow whether the reply may take long
   * @return false if no worker has room, and nothing was sent
   */
  public boolean send(Message message, boolean slow) {
    InprocLane lane = choose(slow);
    return lane != null && lane.send(message, slow);
  }

  /** Wakes the workers that messages were sent to. */
  public void flush() {
    for (InprocLane lane : lanes) {
      lane.flush();
    }
  }

  /** Receives the next reply of any worker; null if none is waiting. */
  public @Nullable Message receive() {
    for (InprocLane lane : lanes) {
      Message reply = lane.receive();
      if (reply != null) {
        return reply;
      }
    }
    return null;
  }

  @Override
  public void close() {
    lanes.forEach(InprocLane::close);
  }

  private @Nullable InprocLane choose(boolean slow) {
    return slow ? chooseForSlow() : chooseForQuick();
  }

  private @Nullable InprocLane chooseForQuick() {
    boolean only = lanes.size() == 1;
    InprocLane behindOthers = null;
    for (InprocLane lane : lanes) {
      if (lane.inFlight() < WINDOW && (only || !lane.hasSlow()) && lane.isConnected()) {
        if (lane.inFlight() == 0) {
          return lane;
        }
        behindOthers = behindOthers == null ? lane : behindOthers;
      }
    }
    return behindOthers;
  }

  private @Nullable InprocLane chooseForSlow() {
    for (int i = lanes.size() - 1; i >= firstForSlow; i--) {
      InprocLane lane = lanes.get(i);
      if (lane.inFlight() == 0 && lane.isConnected()) {
        return lane;
      }
    }
    return null;
  }
}
