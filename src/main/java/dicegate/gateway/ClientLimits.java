package dicegate.gateway;

/**
 * What clients may do, one and all.
 *
 * @param inFlight how many requests of one connection may be unanswered at a time, 1 to {@link
 *     #MAX_IN_FLIGHT}
 * @param rate how many messages a second one connection may send, 0 to {@link #MAX_RATE}; 0: as
 *     many as it likes
 * @param clients how many may be connected, 1 to {@link #MAX_CLIENTS}
 * @param perAddress how many may be connected from one address, 0 to {@link #MAX_CLIENTS}; 0: as
 *     many as may be connected at all
 */
public record ClientLimits(int inFlight, int rate, int clients, int perAddress) {

  /**
   * The most that {@code inFlight} may be: as many answers as an {@link Outbox} holds, so that a
   * client that reads is never closed for answers that all come at once.
   */
  public static final int MAX_IN_FLIGHT = 256;

  /** The most that {@code rate} may be. */
  public static final int MAX_RATE = 100_000;

  /** The most that {@code clients} and {@code perAddress} may be. */
  public static final int MAX_CLIENTS = 1_000_000;

  public ClientLimits {
    check("in-flight", inFlight, 1, MAX_IN_FLIGHT);
    check("rate", rate, 0, MAX_RATE);
    check("clients", clients, 1, MAX_CLIENTS);
    check("per-address", perAddress, 0, MAX_CLIENTS);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " out of range: " + value);
    }
  }
}
