package dicegate.bench;

import dicegate.harness.ClientFrames;
import dicegate.harness.ReadyKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A load client for one endpoint on this machine: many WebSockets, each with several requests in
 * flight, all on the thread that calls it. Checks each answer.
 *
 * <p>Confined to one thread. Between two calls of {@link #run}, requests stay in flight.
 */
final class LoadClient implements AutoCloseable {
  static final int MAX_CONNECTIONS = 10_000;
  static final int MAX_IN_FLIGHT = 256;

  private static final int MAX_HANDSHAKES_AT_ONCE = 50;
  private static final Duration OPEN_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 20;

  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final ReadyKeys keys;
  private Recording recording = new Recording();
  private boolean asking;

  private LoadClient(Selector selector) {
    this.selector = selector;
    this.keys =
        new ReadyKeys(
            selector, POLL_MILLIS, key -> ((Connection) key.attachment()).ready(recording, asking));
  }

  /**
   * Opens all connections, a bounded number at once.
   *
   * @throws IOException when one of them cannot be opened
   */
  static LoadClient open(int port, Target target, Scenario scenario) throws IOException {
    LoadClient client = new LoadClient(Selector.open());
    try {
      client.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), target, scenario);
      return client;
    } catch (IOException | RuntimeException e) {
      client.abort();
      throw e;
    }
  }

  /** Keeps all windows full for a time, and records the answers. */
  void run(Duration time, Recording into) throws IOException {
    recording = into;
    startAll();
    long begin = System.nanoTime();
    long nanos = time.toNanos();
    while (System.nanoTime() - begin < nanos) {
      keys.poll();
    }
  }

  /** Sends no requests and answers the server's pings, until {@code end} is true. */
  void idle(BooleanSupplier end) throws IOException {
    while (!end.getAsBoolean()) {
      keys.poll();
    }
  }

  /** Sends no more requests, and waits until all are answered. */
  void drain() throws IOException {
    asking = false;
    keys.pollUntil(
        () -> connections.stream().allMatch(c -> c.outstanding() == 0),
        DRAIN_TIMEOUT,
        "answers to all requests");
  }

  /** Closes all connections by the closing handshake. */
  @Override
  public void close() throws IOException {
    asking = false;
    try {
      for (Connection connection : connections) {
        if (connection.isOpen()) {
          connection.beginClose();
        }
      }
      keys.pollUntil(
          () -> connections.stream().allMatch(Connection::isClosed),
          CLOSE_TIMEOUT,
          "closing handshakes");
    } finally {
      abort();
    }
  }

  private void connect(InetSocketAddress address, Target target, Scenario scenario)
      throws IOException {
    long begin = System.nanoTime();
    byte[][] requests =
        IntStream.range(0, Target.REQUESTS)
            .mapToObj(request -> ClientFrames.text(target.text(request)))
            .toArray(byte[][]::new);
    int open = 0;
    while (open < scenario.connections()) {
      while (connections.size() < scenario.connections()
          && connections.size() - open < MAX_HANDSHAKES_AT_ONCE) {
        connections.add(new Connection(selector, address, target, requests, scenario.inFlight()));
      }
      keys.poll();
      open = (int) connections.stream().filter(Connection::isOpen).count();
      ReadyKeys.checkTime(begin, OPEN_TIMEOUT, "opening handshakes");
    }
  }

  private void startAll() throws IOException {
    if (asking) {
      return;
    }
    asking = true;
    for (Connection connection : connections) {
      connection.start();
    }
  }

  private void abort() throws IOException {
    for (Connection connection : connections) {
      connection.abort();
    }
    selector.close();
  }
}
