package dicegate.gateway;

import java.util.List;

/**
 * The settings of the gateway.
 *
 * @param limits the limits on clients
 * @param origins the origins that may connect, besides the page's own
 * @param version the version that {@code hello} announces
 */
public record GatewaySettings(ClientLimits limits, List<String> origins, String version) {

  /** The length of the longest message from a client, all fragments together, in UTF-16 units. */
  public static final int MAX_MESSAGE_CHARS = 4_096;

  /**
   * The maximum number of unanswered requests for odds of one connection. One may take a worker a
   * tenth of a second, as long as a hundred thousand rolls.
   */
  public static final int MAX_ODDS_IN_FLIGHT = 4;

  public GatewaySettings {
    origins = List.copyOf(origins);
  }
}
