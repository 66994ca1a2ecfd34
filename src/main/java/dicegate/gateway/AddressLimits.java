package dicegate.gateway;

/**
 * The limits on all clients of one address together; they do not apply where {@link
 * ClientLimits#perAddress()} is 0.
 *
 * @param inFlight the maximum number of unanswered requests, 1 to {@link #MAX_IN_FLIGHT}
 * @param rate the maximum number of messages per second, 0 to {@link ClientLimits#MAX_RATE}; 0 is
 *     no limit
 */
public record AddressLimits(int inFlight, int rate) {

  /** The maximum of {@code inFlight}. */
  public static final int MAX_IN_FLIGHT = 32_768;

  /** The maximum number of unanswered requests for odds. */
  static final int MAX_ODDS_IN_FLIGHT = 64;

  public AddressLimits {
    if (inFlight < 1 || inFlight > MAX_IN_FLIGHT) {
      throw new IllegalArgumentException("in-flight out of range: " + inFlight);
    }
    if (rate < 0 || rate > ClientLimits.MAX_RATE) {
      throw new IllegalArgumentException("rate out of range: " + rate);
    }
  }
}
