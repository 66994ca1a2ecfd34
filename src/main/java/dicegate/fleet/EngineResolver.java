package dicegate.fleet;

import dicegate.loop.LoopThread;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The list of engines: each configured address, and one engine for each address behind a configured
 * host name. Names are looked up every 3 s, so engines come and go with their DNS records.
 *
 * <p>A name that no longer resolves keeps its last addresses. Of a host with both IPv4 and IPv6
 * addresses only IPv4 is used, since both lead to the same engine.
 *
 * <p>Look-ups run on a thread of their own, because one may block for long. Thread-safe.
 */
final class EngineResolver {

  private static final Duration LOOK_UP_INTERVAL = Duration.ofSeconds(3);

  /** Beyond the time-outs of the resolvers of usual systems. */
  private static final Duration STALL_LIMIT = Duration.ofMinutes(2);

  private static final Logger LOG = System.getLogger(EngineResolver.class.getName());

  private final List<EngineEndpoint> configured;
  private final HostLookup lookup;
  private final Runnable onChange;
  private final LoopThread thread;

  /** Host names whose last look-up failed. Confined to the loop's thread. */
  private final Set<String> failing = new HashSet<>();

  /** Last known addresses by host name. Confined to the loop's thread, once it runs. */
  private final Map<String, List<InetAddress>> known = new LinkedHashMap<>();

  private volatile List<EngineEndpoint> engines;
  private volatile List<EngineEndpoint> unresolved = List.of();

  /** Looks host names up. */
  interface HostLookup {

    /**
     * Returns all addresses of the host.
     *
     * @throws UnknownHostException if it has no address, or no name server answered
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * Makes a resolver that is not started; its list has the engines without a host name.
   *
   * @param onChange runs on the resolver's thread whenever the list has changed
   */
  EngineResolver(List<EngineEndpoint> configured, HostLookup lookup, Runnable onChange) {
    this.configured = configured;
    this.lookup = lookup;
    this.onChange = onChange;
    this.engines = current();
    this.thread =
        new LoopThread(
            "dicegate-resolver",
            this::runOnce,
            STALL_LIMIT,
            fault -> LOG.log(Level.ERROR, "host names not looked up", fault));
  }

  /**
   * Starts the look-ups, if a host name is configured.
   *
   * @param executor runs them as one task, until {@link #stop}
   */
  void start(Executor executor) {
    if (configured.stream().anyMatch(endpoint -> endpoint.hostName().isPresent())) {
      thread.start(executor);
    }
  }

  /** Ends the look-ups, once one that is under way returns; does not wait for it. */
  void stop() {
    thread.stop();
  }

  /** Returns the engines known now; the same list object until it changes. */
  List<EngineEndpoint> engines() {
    return engines;
  }

  /** Returns the configured engines of whose host names no address is known. */
  List<EngineEndpoint> unresolved() {
    return unresolved;
  }

  private void runOnce() throws InterruptedException {
    configured.forEach(endpoint -> endpoint.hostName().ifPresent(this::lookUp));
    unresolved =
        configured.stream()
            .filter(each -> each.hostName().map(host -> !known.containsKey(host)).orElse(false))
            .toList();
    List<EngineEndpoint> found = current();
    if (!found.equals(engines)) {
      LOG.log(Level.INFO, "engines by name engines={0}", found);
      engines = found;
      onChange.run();
    }
    thread.pause(LOOK_UP_INTERVAL);
  }

  private void lookUp(String host) {
    try {
      InetAddress[] found = lookup.resolve(host);
      List<InetAddress> ofIpv4 =
          Arrays.stream(found).filter(Inet4Address.class::isInstance).toList();
      if (known.put(host, ofIpv4.isEmpty() ? List.of(found) : ofIpv4) == null) {
        LOG.log(Level.DEBUG, "host resolved host={0}", host);
      }
      if (failing.remove(host)) {
        LOG.log(Level.INFO, "host of an engine resolves again host={0}", host);
      }
    } catch (UnknownHostException e) {
      if (failing.add(host)) {
        LOG.log(
            Level.WARNING,
            "host of an engine does not resolve, retrying host={0} last addresses={1}",
            host,
            known.getOrDefault(host, List.of()));
      }
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
    // Name servers rotate their answers, so their order must not make the list look changed.
    sorted.sort((a, b) -> a.toString().compareTo(b.toString()));
    return List.copyOf(sorted.subList(0, Math.min(sorted.size(), FleetSettings.MAX_ENGINES)));
  }
}
