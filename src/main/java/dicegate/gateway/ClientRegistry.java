package dicegate.gateway;

import dicegate.fleet.EngineFleet;
import dicegate.table.Tables;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import dicegate.wire.json.JsonCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Who is connected: one entry a connection, under an id of our own.
 *
 * <p>One CDI bean for all; thread-safe.
 */
public final class ClientRegistry {

  /** How often it is looked who can go, while clients are sent home. */
  private static final Duration STEP = Duration.ofMillis(20);

  private final Map<UUID, Client> clients = new ConcurrentHashMap<>();
  private final Services services;
  private final Door door;
  private final Meters meters;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();

  /**
   * Makes an empty registry, whose clients will ask the fleet and sit at the tables.
   *
   * @param nanoClock tells the time as {@link System#nanoTime} does
   */
  public ClientRegistry(
      EngineFleet fleet,
      Tables tables,
      JsonCodec json,
      GatewaySettings settings,
      Incidents incidents,
      Meters meters,
      LongSupplier nanoClock) {
    this.services =
        new Services(
            new FleetCaller(fleet, json, incidents, meters),
            json,
            settings,
            new Sessions(nanoClock),
            tables,
            meters,
            new LastCall(),
            nanoClock);
    this.door = new Door(settings.limits());
    this.meters = meters;
  }

  /** Returns how many clients are connected. */
  public int size() {
    return clients.size();
  }

  /** Returns how many sessions are remembered, those of connected clients among them. */
  public int sessions() {
    return services.sessions().size();
  }

  Services services() {
    return services;
  }

  /** Looks after all clients and sessions: what is due by time alone. For {@link GatewayClock}. */
  void tick() {
    for (Client client : clients.values()) {
      client.check();
      if (client.isGivenUp()) {
        // A container may wait long for the peer's part of the closing handshake.
        leave(client);
      }
    }
    services.sessions().expire();
  }

  /** Tells whether one more may come in from an address; counts it if it may not. */
  Door.Answer look(String address) {
    return isDraining() ? Door.Answer.FULL : counted(door.look(address));
  }

  /** Tells whether the service is going down. */
  public boolean isDraining() {
    return services.lastCall().given();
  }

  /**
   * Sends all clients home: takes no new work from now on, and closes every connection with 1012,
   * one after the other as soon as it has what it asked for, the last when the time is over; every
   * later one at once. So those who come back do not come all at once.
   *
   * @param time over how long to spread the closes; who asks for something is not held until then
   * @param goodbye how long to wait then until all are gone; a client that does not read may take
   *     for ever
   */
  public void drain(Duration time, Duration goodbye) {
    services.lastCall().give();
    LongSupplier clock = services.nanoClock();
    long begin = clock.getAsLong();
    List<Client> toGo = new ArrayList<>(clients.values());
    int all = toGo.size();
    try {
      while (!toGo.isEmpty()) {
        double share = time.isZero() ? 1 : (double) (clock.getAsLong() - begin) / time.toNanos();
        long due = 1 + (long) (share * all) - (all - toGo.size());
        sendHome(toGo, due, share >= 1);
        awaitAllGone(STEP);
      }
      awaitAllGone(goodbye);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      clients.values().forEach(ClientRegistry::sendHome);
    }
  }

  /**
   * Enters a new connection, or turns it away if as many are in as may be.
   *
   * @param address where it comes from, for the count of those from there
   * @param speaksJson whether the client offered the JSON subprotocol, and so is due a hello
   */
  Client enter(ClientSocket socket, String address, boolean speaksJson) {
    Client client = new Client(UUID.randomUUID(), address, socket, services);
    if (counted(door.enter(address)) != Door.Answer.WELCOME) {
      client.turnAway();
      return client;
    }
    clients.put(client.id(), client);
    if (isDraining()) {
      sendHome(client);
    } else if (speaksJson) {
      client.greet();
    }
    return client;
  }

  /** Removes a connection; containers may say goodbye more than once, on any thread. */
  void leave(Client client) {
    if (clients.remove(client.id(), client)) {
      door.leave(client.address());
      client.gone();
      lock.lock();
      try {
        left.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private Door.Answer counted(Door.Answer answer) {
    switch (answer) {
      case WELCOME -> {}
      case FULL -> meters.count(Meter.CLIENTS_REFUSED);
      case FULL_FOR_ADDRESS -> meters.count(Meter.CLIENTS_REFUSED_FOR_ADDRESS);
    }
    return answer;
  }

  /**
   * Sends home those whose turn it is.
   *
   * @param toGo who is still to go; who was sent is taken out
   * @param due how many are to go now, of those that have what they asked for
   * @param all whether all are to go, whatever they have
   */
  private void sendHome(List<Client> toGo, long due, boolean all) {
    toGo.removeIf(client -> !clients.containsKey(client.id()));
    long more = due;
    Iterator<Client> next = toGo.iterator();
    while (next.hasNext()) {
      Client client = next.next();
      if (all || (client.isQuiet() && (more > 0 || client.isLeaving()))) {
        sendHome(client);
        next.remove();
        more--;
      }
    }
  }

  private void awaitAllGone(Duration limit) throws InterruptedException {
    long rest = limit.toNanos();
    lock.lock();
    try {
      while (!clients.isEmpty() && rest > 0) {
        rest = left.awaitNanos(rest);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void sendHome(Client client) {
    client.close(CloseCode.SERVICE_RESTART, "service restart");
  }
}
