package dicegate.gateway;

import dicegate.http.ByteBudget;
import dicegate.http.ClientAddress;
import dicegate.http.NetworkConnection;
import dicegate.telemetry.Metrics;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way from a handshake to its session: the client's address, and the {@link Transport} if the
 * container upgrades connections by {@link HttpServletRequest#upgrade}, as Payara does and WildFly
 * does not.
 *
 * <p>The WebSocket API gives an endpoint no remote address. On both servers it gives the query
 * string of the request as the filter passed it on, and this endpoint has no other use for one: it
 * is the address, and the number of the handshake.
 *
 * <p>Thread-safe.
 */
public final class Transports {

  /** The unfinished frames of all clients. The WebSocket implementation holds them three times. */
  static final int MAX_UNFINISHED_BYTES = 8 * 1024 * 1024;

  /** The unfinished frames of one address, some forty of the longest ones. */
  static final int MAX_UNFINISHED_BYTES_PER_ADDRESS = 512 * 1024;

  private static final char SEPARATOR = '#';

  private static final Logger LOG = System.getLogger(Transports.class.getName());

  private final ByteBudget unfinishedFrames;
  private final Executor closeExecutor;
  private final Metrics metrics;
  private final AtomicLong handshakes = new AtomicLong();

  /** The transports whose session is being opened, by the handshake's tag. */
  private final Map<String, Transport> opening = new ConcurrentHashMap<>();

  /**
   * Creates it without transports.
   *
   * @param closeExecutor runs the ends of connections, which may wait
   */
  public Transports(ClientLimits limits, Executor closeExecutor, Metrics metrics) {
    this.unfinishedFrames =
        new ByteBudget(
            MAX_UNFINISHED_BYTES,
            limits.distinguishesAddresses() ? MAX_UNFINISHED_BYTES_PER_ADDRESS : 0);
    this.closeExecutor = closeExecutor;
    this.metrics = metrics;
  }

  /** Returns the bytes of unfinished frames held. */
  public long unfinishedBytes() {
    return unfinishedFrames.held();
  }

  /** Returns the handshake with its tag in place of its query string. */
  HttpServletRequest tagged(HttpServletRequest handshake) {
    String address = ClientAddress.of(handshake);
    return new Tagged(handshake, address, address + SEPARATOR + handshakes.incrementAndGet());
  }

  /** Returns the client's address of a session whose handshake was {@link #tagged}. */
  static String address(Session session) {
    String tag = tag(session);
    int end = tag.indexOf(SEPARATOR);
    return end < 0 ? tag : tag.substring(0, end);
  }

  /** Returns the transport of a session that is being opened; null if the container has none. */
  @Nullable Transport of(Session session) {
    return opening.get(tag(session));
  }

  void opening(String tag, Transport transport) {
    opening.put(tag, transport);
  }

  void opened(String tag) {
    opening.remove(tag);
  }

  private static String tag(Session session) {
    String query = session.getQueryString();
    return query == null ? "" : query;
  }

  private final class Tagged extends HttpServletRequestWrapper {

    private final String address;
    private final String tag;

    Tagged(HttpServletRequest handshake, String address, String tag) {
      super(handshake);
      this.address = address;
      this.tag = tag;
    }

    @Override
    public String getQueryString() {
      return tag;
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> type)
        throws IOException, ServletException {
      T handler;
      try {
        handler = type.getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        LOG.log(Level.DEBUG, "frames are not guarded class=" + type.getName(), e);
        return super.upgrade(type);
      }
      NetworkConnection network = NetworkConnection.of((HttpServletRequest) getRequest());
      network.limitUnread();
      Transport transport = new Transport(address, unfinishedFrames, metrics);
      GuardedUpgrade guard = super.upgrade(GuardedUpgrade.class);
      ManagedHandler managed = ManagedHandler.of((HttpServletRequest) getRequest(), guard);
      guard.guard(
          new GuardedUpgrade.Guarded(
              handler, Transports.this, tag, transport, network, managed, closeExecutor));
      return handler;
    }
  }
}
