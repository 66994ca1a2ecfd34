package dicegate.table.valkey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A proxy on the loopback that can stall: a network that drops everything without an error at
 * either end. Its buffers are small.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int BUFFER_BYTES = 2_048;

  private volatile int serverPort;
  private final ServerSocket listener;

  /** The clients' ends of all connections; whoever forwards from one closes the server's end. */
  private final List<Socket> clients = new CopyOnWriteArrayList<>();

  /** Those on which a client has subscribed. */
  private final Set<Socket> subscribers = ConcurrentHashMap.newKeySet();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition resumed = lock.newCondition();
  private boolean stalled; // guarded by lock

  public TcpProxy(int serverPort) {
    this.serverPort = serverPort;
    try {
      listener = new ServerSocket();
      listener.setReceiveBufferSize(BUFFER_BYTES);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("test-proxy").start(this::accept);
  }

  /** Returns the port on which it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  ValkeyAddress address() {
    return ValkeyAddress.parse("redis://127.0.0.1:" + port());
  }

  /** Stops forwarding, also on new connections. */
  public void stall() {
    setStalled(true);
  }

  public void resume() {
    setStalled(false);
  }

  /** Cuts all connections, and forwards new ones to another server. */
  public void redirectTo(int port) {
    serverPort = port;
    closeAll(clients);
  }

  /** As {@link #redirectTo}, but cuts only the connections on which a client has subscribed. */
  public void redirectSubscriptionsTo(int port) {
    serverPort = port;
    closeAll(subscribers);
  }

  /** Cuts the connections on which no client has subscribed. */
  public void cutCommands() {
    closeAll(clients.stream().filter(client -> !subscribers.contains(client)).toList());
  }

  @Override
  public void close() {
    resume();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeAll(clients);
  }

  private static void closeAll(Collection<Socket> sockets) {
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
        forward(listener.accept());
      }
    } catch (IOException e) {
      System.getLogger("test").log(System.Logger.Level.DEBUG, "proxy closed", e);
    }
  }

  /** Connects to the server; closes the client's connection if the server is down. */
  private void forward(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      clients.add(client);
      Thread.ofPlatform().daemon().start(() -> pass(client, server));
      Thread.ofPlatform().daemon().start(() -> pass(server, client));
    } catch (ConnectException e) {
      client.close();
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
        // Redis' commands are text; the name is never split here, since a request is one packet.
        if (new String(buffer, 0, read, ISO_8859_1).contains("SUBSCRIBE")) {
          subscribers.add(from);
        }
        awaitResume();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      System.getLogger("test").log(System.Logger.Level.DEBUG, "forwarded connection ended", e);
    }
  }

  private void awaitResume() {
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
