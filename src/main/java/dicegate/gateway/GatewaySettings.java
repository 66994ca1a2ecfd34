package dicegate.gateway;

import java.util.List;

/**
 * What the gateway needs to know.
 *
 * @param inFlight how many requests of one connection may be unanswered at a time, 1 or more
 * @param origins the Origins that may connect besides the one the page came from
 * @param version the version told in {@code hello}
 */
public record GatewaySettings(int inFlight, List<String> origins, String version) {

  /** The longest message from a client, in UTF-16 units, however many fragments it comes in. */
  public static final int MAX_MESSAGE_CHARS = 4_096;

  public GatewaySettings {
    if (inFlight < 1) {
      throw new IllegalArgumentException("in-flight must be 1 or more: " + inFlight);
    }
    origins = List.copyOf(origins);
  }
}
