package dicegate.telemetry;

/**
 * The counters as an operator sees them, one metric each. Names follow the conventions of
 * Prometheus; the exposition adds {@code _total}.
 *
 * @see <a href="https://prometheus.io/docs/practices/naming/">Prometheus, metric and label
 *     naming</a>
 */
enum CounterFamily {
  REQUESTS("requests", "Requests to the engines, by outcome.", "outcome"),
  REFUSALS(
      "refusals",
      "Connections, messages and requests refused before reaching an engine, by reason.",
      "reason"),
  REDISPATCHES("redispatches", "Requests that one engine lost and another one got."),
  REPLIES_DROPPED("replies_dropped", "Replies of engines that were dropped, by reason.", "reason"),
  LINKS_RESET(
      "links_reset", "Connections to engines that were reset: lost, silent or misbehaving."),
  ENGINE_DROPS(
      "engine_drops",
      "Messages, requests and replies that the embedded engine dropped, by reason.",
      "reason"),
  OUTBOX_CLOSES(
      "outbox_closes", "Connections closed because the client did not read, by reason.", "reason"),
  RESPONSES_DELAYED(
      "responses_delayed", "HTTP responses delayed because their address exceeded its rate."),
  CLIENTS_VANISHED(
      "clients_vanished", "Connections closed because the client sent nothing, not even a pong."),
  SESSIONS_RESUMED("sessions_resumed", "Sessions resumed over another connection."),
  REQUESTS_REPEATED("requests_repeated", "Repeated requests that got the answer of the first one."),
  TABLE_ROLLS("table_rolls", "Rolls and reveals added to the history of a table."),
  TABLE_REFUSALS(
      "table_refusals",
      "Tables, seats and rolls at tables that a limit refused, by reason.",
      "reason"),
  TABLES_EVICTED(
      "tables_evicted", "Tables without members that were discarded to make room for another."),
  TABLE_UNAVAILABLE(
      "table_unavailable", "Requests at a table that failed because its bus was unavailable."),
  TABLE_GAPS(
      "table_gaps", "Gaps in the notifications of the bus, whose missing entries were read."),
  TABLE_RESTARTS("table_restarts", "Tables found lost or restored, which started again."),
  BUS_CONNECTIONS_LOST("bus_connections_lost", "Failed connections to the tables' server."),
  BUS_CALLS_FAILED(
      "bus_calls_failed", "Calls of the tables' server without a valid answer in time."),
  BUS_ENTRIES_UNREADABLE(
      "bus_entries_unreadable", "Entries on the tables' server that this version cannot read."),
  WEBHOOKS(
      "webhooks",
      "Attempts to deliver to webhooks, webhooks given up, and gaps in what they get, by result.",
      "result"),
  INCIDENTS("incidents", "Faults of Dicegate itself; the log contains each with its incident id.");

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

  /** Returns the label's name; empty for a family of one counter. */
  String label() {
    return label;
  }
}
