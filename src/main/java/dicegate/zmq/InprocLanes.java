package dicegate.zmq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes from one client to the REP workers of this process: to each worker a DEALER of its own,
 * with a small window of messages in flight. So the client decides which worker gets a message, and
 * the windows balance the work; a DEALER connected to all would queue behind a slow one.
 *
 * <p>A light message goes to the first idle worker, else to the first that has room. Others go to
 * the last idle one, and on request never to the first of several; the heaviest never to more than
 * half of the workers. So heavy messages do not hold up the others.
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
  private final int firstForHeavy;
  private final int mostHeaviest;
  private boolean keepsLast;

  /**
   * Makes lanes that are not connected.
   *
   * @param addresses the workers' addresses, 1 or more
   * @param context the context shared with the workers
   * @param wakeup wakes the client's thread when a reply was sent
   * @param keepsFirst whether the first of several workers gets light messages alone
   */
  public InprocLanes(
      List<String> addresses, SocketContext context, Wakeup wakeup, boolean keepsFirst) {
    firstForHeavy = keepsFirst && addresses.size() > 1 ? 1 : 0;
    mostHeaviest = Math.max(1, addresses.size() / 2);
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

  /**
   * Sets whether the last worker gets no light messages, because it is the turn of a heavy one,
   * which needs an idle worker.
   */
  public void keepLast(boolean keeps) {
    keepsLast = keeps;
  }

  /** Returns whether a message can be sent now. */
  public boolean hasRoom(Load load) {
    return choose(load) != null;
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
   * @return false if no worker has room, and nothing was sent
   */
  public boolean send(Message message, Load load) {
    InprocLane lane = choose(load);
    return lane != null && lane.send(message, load);
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

  private @Nullable InprocLane choose(Load load) {
    return switch (load) {
      case LIGHT -> chooseForLight();
      case HEAVY -> chooseForHeavy();
      case HEAVIEST -> mayTakeHeaviest() ? chooseForHeavy() : null;
    };
  }

  private @Nullable InprocLane chooseForLight() {
    boolean only = lanes.size() == 1;
    int end = lanes.size() - (keepsLast ? 1 : 0);
    InprocLane behindOthers = null;
    for (int i = 0; i < end; i++) {
      InprocLane lane = lanes.get(i);
      boolean mayWait = only || lane.load() == Load.LIGHT;
      if (lane.inFlight() < WINDOW && mayWait && lane.isConnected()) {
        if (lane.inFlight() == 0) {
          return lane;
        }
        behindOthers = behindOthers == null ? lane : behindOthers;
      }
    }
    return behindOthers;
  }

  private @Nullable InprocLane chooseForHeavy() {
    for (int i = lanes.size() - 1; i >= firstForHeavy; i--) {
      InprocLane lane = lanes.get(i);
      if (lane.inFlight() == 0 && lane.isConnected()) {
        return lane;
      }
    }
    return null;
  }

  private boolean mayTakeHeaviest() {
    int taken = 0;
    for (InprocLane lane : lanes) {
      taken += lane.load() == Load.HEAVIEST ? 1 : 0;
    }
    return taken < mostHeaviest;
  }
}
