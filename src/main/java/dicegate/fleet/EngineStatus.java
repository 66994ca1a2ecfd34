package dicegate.fleet;

/**
 * The status of one engine, for health, metrics and information.
 *
 * @param engine its endpoint, as configured or with its host name resolved
 * @param state {@code unresolved}, {@code down}, {@code probing} or {@code ready}
 * @param ready whether it takes requests
 * @param window the limit on its requests in flight; 0 if it is not ready
 * @param inFlight the number of its requests in flight
 */
public record EngineStatus(String engine, String state, boolean ready, int window, int inFlight) {

  /** Returns the status of an engine of whose host name no address is known. */
  static EngineStatus unresolved(EngineEndpoint endpoint) {
    return new EngineStatus(endpoint.toString(), "unresolved", false, 0, 0);
  }
}
