package dicegate.fleet;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Which engines there are: those configured, and behind each host name one an address, looked up
 * again every few seconds, so that engines come and go with their names' records.
 *
 * <p>A name that does not resolve keeps the addresses it had. Of a host with addresses of both
 * families those of IPv4 are used, since both lead to the same engine.
 *
 * <p>{@link #run} needs a thread of its own, because a look-up may block for long; all else is
 * thread-safe.
 */
final class EngineResolver implements Runnable {

  private static final long LOOK_UP_SECONDS = 3;

  private static final Logger LOG = System.getLogger(EngineResolver.class.getName());

  private final List<EngineEndpoint> configured;
  private final HostLookup lookup;
  private final Runnable onChange;
  private final Map<String, List<InetAddress>> known = new LinkedHashMap<>(); // of run's thread
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile List<EngineEndpoint> engines;

  /** Looks host names up. */
  interface HostLookup {

    /**
     * Returns all addresses of the host.
     *
     * @throws UnknownHostException if it has none, or nobody could tell
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * Makes a directory that knows the engines without a host name.
   *
   * @param onChange told on the directory's thread when there are other engines than before
   */
  EngineResolver(List<EngineEndpoint> configured, HostLookup lookup, Runnable onChange) {
    this.configured = configured;
    this.lookup = lookup;
    this.onChange = onChange;
    this.engines = current();
  }

  /** Tells whether there is a host name, and so a need to run. */
  boolean hasNames() {
    return configured.stream().anyMatch(endpoint -> endpoint.hostName().isPresent());
  }

  /** Returns the engines as known now; the same list until they change. */
  List<EngineEndpoint> engines() {
    return engines;
  }

  /** Looks all names up, again and again, until stopped. */
  @Override
  public void run() {
    Thread.currentThread().setName("dicegate-resolver");
    try {
      do {
        configured.forEach(endpoint -> endpoint.hostName().ifPresent(this::lookUp));
        List<EngineEndpoint> found = current();
        if (!found.equals(engines)) {
          LOG.log(Level.INFO, "engines by name engines={0}", found);
          engines = found;
          onChange.run();
        }
      } while (!stopping.await(LOOK_UP_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends {@link #run}, once a look-up that is under way returns. */
  void stop() {
    stopping.countDown();
  }

  private void lookUp(String host) {
    try {
      InetAddress[] found = lookup.resolve(host);
      List<InetAddress> ofIpv4 =
          Arrays.stream(found).filter(Inet4Address.class::isInstance).toList();
      if (known.put(host, ofIpv4.isEmpty() ? List.of(found) : ofIpv4) == null) {
        LOG.log(Level.DEBUG, "host resolved host={0}", host);
      }
    } catch (UnknownHostException e) {
      Level level = known.containsKey(host) ? Level.WARNING : Level.DEBUG;
      LOG.log(level, "host does not resolve host={0}", host);
    }
  }

  private List<EngineEndpoint> current() {
    Set<EngineEndpoint> all = new LinkedHashSet<>();
    for (EngineEndpoint endpoint : configured) {
      if (endpoint.hostName().isEmpty()) {
        all.add(endpoint);
      } else {
        known
            .getOrDefault(endpoint.hostName().get(), List.of())
            .forEach(address -> all.add(endpoint.at(address)));
      }
    }
    List<EngineEndpoint> sorted = new ArrayList<>(all);
    // Name servers rotate their answers; the order says nothing.
    sorted.sort((a, b) -> a.toString().compareTo(b.toString()));
    return List.copyOf(sorted.subList(0, Math.min(sorted.size(), FleetSettings.MAX_ENGINES)));
  }
}
