package dicegate.table.valkey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between two ends on the loopback, and may stop passing anything on: a network that loses
 * all, which neither end is told of. Little fits in its buffers.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int BUFFER_BYTES = 2_048;

  private volatile int serverPort;
  private final ServerSocket door;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition resumed = lock.newCondition();
  private boolean stalled; // guarded by lock

  public TcpProxy(int serverPort) {
    this.serverPort = serverPort;
    try {
      door = new ServerSocket();
      door.setReceiveBufferSize(BUFFER_BYTES);
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("test-relay").start(this::accept);
  }

  /** Returns where it is to be found. */
  public int port() {
    return door.getLocalPort();
  }

  ValkeyAddress address() {
    return ValkeyAddress.parse("redis://127.0.0.1:" + port());
  }

  /** Passes nothing on any more, new connections included. */
  public void stall() {
    setStalled(true);
  }

  public void resume() {
    setStalled(false);
  }

  /** Cuts all connections, and leads new ones to another server. */
  public void leadTo(int port) {
    serverPort = port;
    closeSockets();
  }

  @Override
  public void close() {
    resume();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeSockets();
  }

  private void closeSockets() {
    try {
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        lead(door.accept());
      }
    } catch (IOException e) {
      System.getLogger("test").log(System.Logger.Level.DEBUG, "relay closed", e);
    }
  }

  /** Connects to the server; whoever comes while that is not there is cut off. */
  private void lead(Socket near) throws IOException {
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      sockets.add(near);
      sockets.add(far);
      Thread.ofPlatform().daemon().start(() -> pass(near, far));
      Thread.ofPlatform().daemon().start(() -> pass(far, near));
    } catch (ConnectException e) {
      near.close();
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read;
      while ((read = in.read(buffer)) >= 0) {
        awaitPassing();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      System.getLogger("test").log(System.Logger.Level.DEBUG, "relayed connection ended", e);
    }
  }

  private void awaitPassing() {
    lock.lock();
    try {
      while (stalled) {
        resumed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void setStalled(boolean now) {
    lock.lock();
    try {
      stalled = now;
      resumed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
