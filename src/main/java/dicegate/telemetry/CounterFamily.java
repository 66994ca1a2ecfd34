package dicegate.telemetry;

/**
 * The counters as an operator sees them, one metric each. Names follow Prometheus' conventions; the
 * exposition adds {@code _total}.
 *
 * @see <a href="https://prometheus.io/docs/practices/naming/">Prometheus, metric and label
 *     naming</a>
 */
enum CounterFamily {
  REQUESTS("requests", "Requests to the engines, by what became of them.", "outcome"),
  REFUSALS("refusals", "What was refused before any engine was asked, by reason.", "reason"),
  REDISPATCHES("redispatches", "Requests that an engine lost, given to another."),
  REPLIES_DROPPED("replies_dropped", "Replies of engines that nothing waited for.", "reason"),
  LINKS_RESET("links_reset", "Connections to engines given up: lost, silent, or misbehaving."),
  ENGINE_DROPS("engine_drops", "What the embedded engine dropped, by reason.", "reason"),
  OUTBOX_CLOSES("outbox_closes", "Connections closed because the client did not read.", "reason"),
  CLIENTS_VANISHED("clients_vanished", "Connections closed because nothing was heard of them."),
  SESSIONS_RESUMED("sessions_resumed", "Sessions that went on over another connection."),
  REQUESTS_REPEATED("requests_repeated", "Requests answered by what was rolled already."),
  TABLE_ROLLS("table_rolls", "Rolls and reveals that got their place at a table."),
  TABLE_UNAVAILABLE("table_unavailable", "Requests at a table that its bus could not serve."),
  TABLE_GAPS("table_gaps", "Gaps found in what the bus rang, and read."),
  TABLE_RESTARTS("table_restarts", "Tables found lost or put back, and begun anew."),
  BUS_CONNECTIONS_LOST("bus_connections_lost", "Connections to the tables' server that failed."),
  BUS_CALLS_FAILED("bus_calls_failed", "Calls of the tables' server without a fitting answer."),
  BUS_ENTRIES_UNREADABLE(
      "bus_entries_unreadable", "Entries of the tables' server that this version cannot read."),
  INCIDENTS("incidents", "Faults of Dicegate's own; the log has each under its id.");

  private final String metric;
  private final String help;
  private final String label;

  CounterFamily(String metric, String help) {
    this(metric, help, "");
  }

  CounterFamily(String metric, String help, String label) {
    this.metric = MetricsExposition.PREFIX + metric;
    this.help = help;
    this.label = label;
  }

  String metric() {
    return metric;
  }

  String help() {
    return help;
  }

  /** Returns the label's name; empty if its one meter needs none. */
  String label() {
    return label;
  }
}
