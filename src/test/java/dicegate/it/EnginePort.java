package dicegate.it;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The default port of the engine, seen from outside. */
final class EnginePort {

  private static final int PORT = 5556;

  private EnginePort() {}

  /** Returns whether an engine answers at the port. */
  static boolean answers() {
    try (ZContext context = new ZContext();
        ZMQ.Socket req = context.createSocket(SocketType.REQ)) {
      req.setReceiveTimeOut(10_000);
      // On JDK 25 one in a hundred JeroMQ connections stalls until its handshake times out.
      req.setHandshakeIvl(1_000);
      req.connect("tcp://127.0.0.1:" + PORT);
      req.send("id 2d1");
      return "id:[1, 1]".equals(req.recvStr());
    }
  }

  /** Returns whether an engine could bind the port. */
  static boolean isFree() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
      return true;
    } catch (BindException e) {
      return false;
    }
  }
}
