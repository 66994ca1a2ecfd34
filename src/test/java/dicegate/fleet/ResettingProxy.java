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

/** A proxy between fleet and engine that can reset its connections, within a frame too. */
final class ResettingProxy implements AutoCloseable {

  /** Smaller than most frames, so that most resets are within a frame. */
  private static final int PIECE_BYTES = 100;

  private final ServerSocket server;
  private final int targetPort;
  private final List<Socket> open = new ArrayList<>(); // guarded by this

  /** Listens on a free port, and forwards connections to the engine's port. */
  ResettingProxy(int targetPort) throws IOException {
    this.targetPort = targetPort;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Resets the open connections; returns whether there was one. */
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
    } catch (IOException reset) {
      // A reset by this proxy, or by one of its peers, which the other must see too.
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
