package dicegate.gateway;

import java.util.List;

/**
 * What the gateway needs to know.
 *
 * @param limits what clients may do
 * @param origins the Origins that may connect besides the one the page came from
 * @param version the version told in {@code hello}
 */
public record GatewaySettings(ClientLimits limits, List<String> origins, String version) {

  /** The longest message from a client, in UTF-16 units, however many fragments it comes in. */
  public static final int MAX_MESSAGE_CHARS = 4_096;

  /**
   * How many questions for odds of one connection may be unanswered at a time. One may take a
   * worker a tenth of a second, as long as a hundred thousand rolls.
   */
  public static final int MAX_ODDS_IN_FLIGHT = 4;

  public GatewaySettings {
    origins = List.copyOf(origins);
  }
}
