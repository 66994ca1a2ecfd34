package dicegate.zmq;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A DEALER connected to one {@link InprocService}, with the number of its messages in flight.
 *
 * <p>Confined to its owner's thread, except for {@link #signalIfWaiting}.
 */
final class InprocLane {

  private final String address;
  private final SocketContext context;
  private final Wakeup owner;
  private @Nullable InprocService service;
  private ZMQ.@Nullable Socket dealer;
  private boolean unsignalled;

  /** Written by the owner alone. */
  private volatile int inFlight;

  /** The heaviest message in flight. */
  private Load load = Load.LIGHT;

  InprocLane(String address, SocketContext context, Wakeup owner) {
    this.address = address;
    this.context = context;
    this.owner = owner;
  }

  /** Connects if the service is there; returns whether the lane is connected. */
  boolean connect() {
    if (service != null) {
      return true;
    }
    InprocService found = context.service(address);
    if (found == null) {
      return false;
    }
    ZMQ.Socket socket = context.context().createSocket(SocketType.DEALER);
    socket.setLinger(0);
    socket.setSendTimeOut(0);
    socket.connect(address);
    dealer = socket;
    service = found;
    found.add(this);
    return true;
  }

  /** Returns whether the service that the lane is connected to was closed. */
  boolean lost() {
    return service != null && context.service(address) != service;
  }

  int inFlight() {
    return inFlight;
  }

  /** Returns the heaviest load since the lane was idle; light if it is idle. */
  Load load() {
    return load;
  }

  boolean isConnected() {
    return service != null;
  }

  /** Sends a message; {@link #flush} wakes the receiver. Returns false if nothing was sent. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes it.
  boolean send(Message message, Load messageLoad) {
    ZMQ.Socket socket = dealer;
    if (socket == null) {
      return false;
    }
    // Counted first: the service looks at it after its reply, to know whom to wake.
    inFlight++;
    if (!message.send(socket)) {
      inFlight--;
      return false;
    }
    load = messageLoad.compareTo(load) > 0 ? messageLoad : load;
    unsignalled = true;
    return true;
  }

  /** Wakes the receiver of the messages sent since the last flush. */
  void flush() {
    if (unsignalled && service != null) {
      unsignalled = false;
      service.signal();
    }
  }

  /** Receives the next reply; null if none is waiting. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes it.
  @Nullable Message receive() {
    if (inFlight == 0 || dealer == null) {
      return null;
    }
    Message reply = Message.receive(dealer);
    if (reply != null) {
      inFlight--;
      load = inFlight > 0 ? load : Load.LIGHT;
    }
    return reply;
  }

  void close() {
    if (service != null) {
      service.remove(this);
      service = null;
    }
    if (dealer != null) {
      dealer.close();
      dealer = null;
    }
    inFlight = 0;
    load = Load.LIGHT;
  }

  /** Wakes the owner if it waits for replies; from the service's thread. */
  void signalIfWaiting() {
    if (inFlight > 0) {
      owner.signal();
    }
  }
}
