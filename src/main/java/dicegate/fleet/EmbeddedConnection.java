package dicegate.fleet;

import dicegate.zmq.InprocLanes;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import dicegate.zmq.Wakeup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the engine in this process: a lane to each of its workers. The first of several
 * workers is kept free of slow requests.
 */
final class EmbeddedConnection implements EngineConnection {

  private final InprocLanes lanes;
  private final SocketContext context;

  EmbeddedConnection(List<String> workerAddresses, SocketContext context, Wakeup wakeup) {
    this.context = context;
    context.retain();
    lanes = new InprocLanes(workerAddresses, context, wakeup, true);
  }

  @Override
  public boolean hasRoom(boolean slow) {
    return lanes.hasRoom(slow);
  }

  @Override
  public boolean send(byte[] body, boolean slow) {
    return lanes.send(Message.of(DELIMITER, body), slow);
  }

  @Override
  public void flush() {
    lanes.flush();
  }

  @Override
  public @Nullable Message receive() {
    return lanes.receive();
  }

  @Override
  public boolean handshaken() {
    return lanes.connect();
  }

  @Override
  public int connection() {
    return 1;
  }

  @Override
  public boolean lost(int connection) {
    return lanes.lost();
  }

  @Override
  public boolean broken() {
    return false;
  }

  @Override
  public void close() {
    lanes.close();
    context.release();
  }
}
