package dicegate.zmq;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The ZAP handler of one context: it decides which clients may connect to the CURVE sockets.
 * JeroMQ's I/O thread asks it with the public key of each client that has proved to own the key.
 *
 * <p>It must be opened before those sockets bind and closed after them: JeroMQ admits every client
 * where no handler is bound. It is a ROUTER, since a REP would block on a reply to a client that
 * has gone. JeroMQ's own {@code ZAuth} is a thread with sockets of its own, which would have to be
 * closed in step with these.
 *
 * <p>Confined to the thread that owns the sockets, except for the count of the peers that JeroMQ
 * itself refuses.
 *
 * @see <a href="https://rfc.zeromq.org/spec/27/">RFC 27: ZAP</a>
 */
public final class ZapHandler implements AutoCloseable {

  private static final String ADDRESS = "inproc://zeromq.zap.01";
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final byte[] VERSION = "1.0".getBytes(US_ASCII);
  private static final byte[] CURVE = "CURVE".getBytes(US_ASCII);
  private static final byte[] NOTHING = {};

  /** Frames of a request: the client's identity, a delimiter, and seven by RFC 27 for CURVE. */
  private static final int REQUEST_FRAMES = 9;

  private static final int REQUEST_ID = 3;
  private static final int MECHANISM = 7;
  private static final int CREDENTIALS = 8;

  private static final Logger LOG = System.getLogger(ZapHandler.class.getName());

  private final CurveServer server;
  private final Runnable onRefused;
  private final ZMQ.Socket router;
  private final AtomicLong refused = new AtomicLong();
  private long reportedRefused;
  private long reportedNanos = System.nanoTime() - REPORT_NANOS;

  /**
   * Binds the handler.
   *
   * @param onRefused runs once for each refused peer, on any thread; must neither wait nor throw
   */
  public ZapHandler(SocketContext context, CurveServer server, Runnable onRefused) {
    this.server = server;
    this.onRefused = onRefused;
    router = context.context().createSocket(SocketType.ROUTER);
    try {
      router.setLinger(0);
      router.bind(ADDRESS);
    } catch (RuntimeException e) {
      router.close();
      throw e;
    }
  }

  /**
   * Sets the server's keys on a socket of the context, and counts the peers that JeroMQ itself
   * refuses there: those with a wrong key of the server, or a broken handshake.
   *
   * <p>JeroMQ disconnects a peer without CURVE during the greeting, and does not report it.
   */
  public void applyTo(ZMQ.Socket socket) {
    server.applyTo(socket);
    socket.setEventHook(event -> countRefused(), ZMQ.HANDSHAKE_FAILED_PROTOCOL);
  }

  /** Returns the socket to poll; after input its owner calls {@link #answer()}. */
  public ZMQ.Socket socket() {
    return router;
  }

  /** Answers all waiting requests. */
  public void answer() {
    Message request;
    while ((request = Message.receive(router)) != null) {
      answer(request.frames());
    }
    report();
  }

  @Override
  public void close() {
    router.close();
  }

  private void answer(List<byte[]> request) {
    if (request.size() < REQUEST_FRAMES) {
      // The client went away within the request.
      return;
    }
    boolean allowed = allowed(request);
    if (!allowed) {
      countRefused();
    }
    Message.of(
            request.get(0),
            NOTHING,
            VERSION,
            request.get(REQUEST_ID),
            (allowed ? "200" : "400").getBytes(US_ASCII),
            (allowed ? "OK" : "unknown key").getBytes(US_ASCII),
            NOTHING,
            NOTHING)
        .send(router);
  }

  private boolean allowed(List<byte[]> request) {
    byte[] credentials = request.get(CREDENTIALS);
    return request.size() == REQUEST_FRAMES
        && Arrays.equals(request.get(MECHANISM), CURVE)
        && credentials.length == CurveKey.BYTES
        && server.allows(CurveKey.of(credentials));
  }

  private void countRefused() {
    refused.incrementAndGet();
    onRefused.run();
  }

  /** Logs at most once in 10 s, since a peer with a wrong key retries without end. */
  private void report() {
    long now = System.nanoTime();
    long total = refused.get();
    if (total == reportedRefused || now - reportedNanos < REPORT_NANOS) {
      return;
    }
    LOG.log(
        Level.WARNING,
        "curve peers refused count={0} total={1}",
        Long.toString(total - reportedRefused),
        Long.toString(total));
    reportedRefused = total;
    reportedNanos = now;
  }
}
