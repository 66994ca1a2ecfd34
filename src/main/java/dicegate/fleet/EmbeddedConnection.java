package dicegate.fleet;

import dicegate.wire.frames.NanosFrame;
import dicegate.zmq.InprocLanes;
import dicegate.zmq.Load;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import dicegate.zmq.Wakeup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the engine in this process: a lane to each of its workers, which put the work
 * before each reply. The first of several workers is kept free of heavy requests.
 */
final class EmbeddedConnection implements EngineConnection {

  private final InprocLanes lanes;
  private final SocketContext context;
  private long workedNanos;

  EmbeddedConnection(List<String> workerAddresses, SocketContext context, Wakeup wakeup) {
    this.context = context;
    context.retain();
    lanes = new InprocLanes(workerAddresses, context, wakeup, true);
  }

  @Override
  public boolean hasRoom(Load load) {
    return lanes.hasRoom(load);
  }

  @Override
  public void keepLast(boolean keeps) {
    lanes.keepLast(keeps);
  }

  @Override
  public boolean send(byte[] body, Load load) {
    return lanes.send(Message.of(DELIMITER, body), load);
  }

  @Override
  public void flush() {
    lanes.flush();
  }

  @Override
  public @Nullable Message receive() {
    Message message = lanes.receive();
    if (message == null) {
      return null;
    }
    List<byte[]> frames = message.frames();
    workedNanos = NanosFrame.read(frames.get(1));
    return Message.of(frames.get(0), frames.get(2));
  }

  @Override
  public long workedNanos() {
    return workedNanos;
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
