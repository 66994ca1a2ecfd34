package dicegate.chaos;

/**
 * An injected fault.
 *
 * @param atNanos time of the fault, from when the first request was due
 */
record Incident(Fault fault, String engine, long atNanos) {}
