package dicegate.gateway;

/**
 * The limits on clients.
 *
 * @param inFlight the maximum number of unanswered requests of one connection, 1 to {@link
 *     #MAX_IN_FLIGHT}
 * @param rate the maximum number of messages per second of one connection, 0 to {@link #MAX_RATE};
 *     0 is no limit
 * @param clients the maximum number of connections, 1 to {@link #MAX_CLIENTS}
 * @param perAddress the maximum number of connections from one address, 0 to {@link #MAX_CLIENTS};
 *     0 is no limit
 */
public record ClientLimits(int inFlight, int rate, int clients, int perAddress) {

  /**
   * The maximum of {@code inFlight}: as many answers as an {@link Outbox} holds, so that a client
   * that reads is never closed because all its answers arrive at once.
   */
  public static final int MAX_IN_FLIGHT = 256;

  /** The maximum of {@code rate}. */
  public static final int MAX_RATE = 100_000;

  /** The maximum of {@code clients} and {@code perAddress}. */
  public static final int MAX_CLIENTS = 1_000_000;

  public ClientLimits {
    check("in-flight", inFlight, 1, MAX_IN_FLIGHT);
    check("rate", rate, 0, MAX_RATE);
    check("clients", clients, 1, MAX_CLIENTS);
    check("per-address", perAddress, 0, MAX_CLIENTS);
  }

  /**
   * Returns whether addresses distinguish clients, so that limits apply by address: behind a proxy
   * all clients have one address.
   */
  boolean distinguishesAddresses() {
    return perAddress > 0;
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed are " + min + " to " + max);
    }
  }
}
