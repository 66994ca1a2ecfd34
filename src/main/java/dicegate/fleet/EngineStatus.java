package dicegate.fleet;

/**
 * How one engine is, for those who watch.
 *
 * @param engine where it is, as configured or as its host name resolved
 * @param state {@code down}, {@code probing} or {@code ready}
 * @param ready whether it takes requests
 * @param window how many requests it may have in flight; 0 if it is not ready
 * @param inFlight how many it has
 */
public record EngineStatus(String engine, String state, boolean ready, int window, int inFlight) {}
