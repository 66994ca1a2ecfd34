package dicegate.gateway;

import dicegate.fleet.EngineFleet;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meters;
import dicegate.wire.json.JsonCodec;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who is connected: one entry a connection, under an id of our own.
 *
 * <p>One CDI bean for all; thread-safe.
 */
public final class ClientRegistry {

  private final Map<UUID, Client> clients = new ConcurrentHashMap<>();
  private final EngineFleet fleet;
  private final JsonCodec json;
  private final GatewaySettings settings;
  private final Incidents incidents;
  private final Meters meters;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private volatile boolean draining;

  /** Makes an empty registry, whose clients will ask the fleet. */
  public ClientRegistry(
      EngineFleet fleet,
      JsonCodec json,
      GatewaySettings settings,
      Incidents incidents,
      Meters meters) {
    this.fleet = fleet;
    this.json = json;
    this.settings = settings;
    this.incidents = incidents;
    this.meters = meters;
  }

  /** Returns how many clients are connected. */
  public int size() {
    return clients.size();
  }

  /**
   * Closes every connection with 1012, and every later one at once, and waits until all are gone.
   *
   * @param limit how long to wait at most; a client that does not read may take for ever
   */
  public void drain(Duration limit) {
    draining = true;
    clients.values().forEach(ClientRegistry::sendHome);
    long deadline = System.nanoTime() + limit.toNanos();
    lock.lock();
    try {
      while (!clients.isEmpty() && deadline - System.nanoTime() > 0) {
        left.awaitNanos(deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Enters a new connection.
   *
   * @param speaksJson whether the client offered the JSON subprotocol, and so is due a hello
   */
  Client enter(ClientSocket socket, boolean speaksJson) {
    UUID id = UUID.randomUUID();
    Outbox outbox = new Outbox(socket, meters);
    Conversation conversation =
        new Conversation(id, fleet, json, settings, incidents, meters, outbox);
    Client client = new Client(id, socket, outbox, conversation, meters);
    clients.put(id, client);
    if (draining) {
      sendHome(client);
    } else if (speaksJson) {
      client.greet();
    }
    return client;
  }

  /** Removes a connection; containers may say goodbye more than once, on any thread. */
  void leave(Client client) {
    if (clients.remove(client.id(), client)) {
      client.gone();
      lock.lock();
      try {
        left.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private static void sendHome(Client client) {
    client.close(CloseCode.SERVICE_RESTART, "service restart");
  }
}
