package dicegate.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A wire between fleet and engine that can be cut: both ends see a TCP reset, also in mid-frame.
 */
final class ResettingProxy implements AutoCloseable {

  /** Smaller than most frames, so that a cut is seldom between two of them. */
  private static final int PIECE_BYTES = 100;

  private final ServerSocket server;
  private final int targetPort;
  private final List<Socket> open = new ArrayList<>(); // guarded by this

  /** Listens on a free port, and passes on what comes to the port of the engine. */
  ResettingProxy(int targetPort) throws IOException {
    this.targetPort = targetPort;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Cuts the connections that are open; returns whether there was one. */
  synchronized boolean reset() {
    open.removeIf(Socket::isClosed);
    boolean any = !open.isEmpty();
    open.forEach(ResettingProxy::resetOne);
    open.clear();
    return any;
  }

  @Override
  public void close() throws IOException {
    server.close();
    reset();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), targetPort);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        synchronized (this) {
          open.add(near);
          open.add(far);
        }
        Thread.ofVirtual().start(() -> pump(near, far));
        Thread.ofVirtual().start(() -> pump(far, near));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    byte[] piece = new byte[PIECE_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read;
      while ((read = in.read(piece)) >= 0) {
        out.write(piece, 0, read);
      }
    } catch (IOException cut) {
      // What the proxy is for.
      resetOne(from);
    }
    resetOne(to);
  }

  private static void resetOne(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
