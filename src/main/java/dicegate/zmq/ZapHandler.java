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
 * Decides who may connect to the CURVE sockets of one context: the ZAP handler, to which JeroMQ's
 * I/O thread takes the public key of each client that has proved to own it.
 *
 * <p>To be opened before those sockets bind and closed after them: where no handler is bound,
 * JeroMQ lets everybody in. A ROUTER and not a REP, since a client may be gone before its answer,
 * which a REP would wait to be rid of.
 *
 * <p>Confined to the thread that owns the sockets, save the count of what JeroMQ itself refuses.
 *
 * @see <a href="https://rfc.zeromq.org/spec/27/">RFC 27: ZAP</a>
 */
public final class ZapHandler implements AutoCloseable {

  private static final String ADDRESS = "inproc://zeromq.zap.01";
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final byte[] VERSION = "1.0".getBytes(US_ASCII);
  private static final byte[] CURVE = "CURVE".getBytes(US_ASCII);
  private static final byte[] NOTHING = {};

  /** Frames of a request: the asker's identity, a delimiter, and the seven of RFC 27 for CURVE. */
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
   * @param onRefused is run once for each peer refused, by any thread; must neither wait nor throw
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
   * Sets the server's keys on a socket of the context, and counts whom JeroMQ itself refuses there:
   * clients that have the wrong key of the server, or break off the handshake's rules.
   *
   * <p>A peer that does not even speak of CURVE is cut off in its greeting, unseen by us.
   */
  public void applyTo(ZMQ.Socket socket) {
    server.applyTo(socket);
    socket.setEventHook(event -> countRefused(), ZMQ.HANDSHAKE_FAILED_PROTOCOL);
  }

  /** Returns what to poll for input; its owner calls {@link #answer()} then. */
  public ZMQ.Socket socket() {
    return router;
  }

  /** Answers all who wait at the door. */
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
      // Cut off with its client; there is nobody to answer.
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

  /** Logs at most once in ten seconds: a peer with a wrong key tries again and again. */
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
