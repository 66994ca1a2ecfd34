package dicegate.chaos;

/**
 * A misfortune that was brought about.
 *
 * @param atNanos when, after the first request was due
 */
record Incident(Fault fault, String engine, long atNanos) {}
