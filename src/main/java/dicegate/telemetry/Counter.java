package dicegate.telemetry;

/**
 * The counters, one for each kind of event: refusals, timeouts, overflows, late replies. Counters
 * of one {@link CounterFamily} are one metric, and differ in the value of its label.
 */
public enum Counter {
  /** Rolls answered with a result. */
  ROLLS_ANSWERED(CounterFamily.REQUESTS, "rolled"),
  /** Requests for odds answered with a result. */
  ODDS_ANSWERED(CounterFamily.REQUESTS, "odds"),
  /** Requests that an engine refused: the expression is not valid, or exceeds a limit. */
  ROLLS_REFUSED(CounterFamily.REQUESTS, "refused"),
  /** Requests whose deadline passed without a reply. */
  REQUESTS_TIMED_OUT(CounterFamily.REQUESTS, "timeout"),
  /** Requests refused at once because the fleet has reached its limit of unanswered requests. */
  REQUESTS_REFUSED_BUSY(CounterFamily.REQUESTS, "busy"),
  /**
   * Requests refused at once because their connection has reached its limit of unanswered requests.
   */
  REQUESTS_OVER_IN_FLIGHT(CounterFamily.REFUSALS, "in_flight"),
  /** Requests lost because the fleet's loop failed or was stopped. */
  REQUESTS_LOST(CounterFamily.REQUESTS, "lost"),
  /** Requests that one engine lost and another one got. */
  REQUESTS_REDISPATCHED(CounterFamily.REDISPATCHES),
  /** Requests refused after two engines died while processing them. */
  REQUESTS_QUARANTINED(CounterFamily.REQUESTS, "quarantined"),
  /** Requests refused because no engine was available. */
  REQUESTS_WITHOUT_ENGINE(CounterFamily.REQUESTS, "no_engine"),
  /** Well-formed replies without a pending request on their socket: late, duplicate or invented. */
  REPLIES_UNEXPECTED(CounterFamily.REPLIES_DROPPED, "late"),
  /** Replies that violate the engine contract: wrong frames, invalid UTF-8, invalid JSON. */
  REPLIES_MALFORMED(CounterFamily.REPLIES_DROPPED, "malformed"),
  /** Connections to engines that were reset because they were lost, silent, or never answered. */
  LINKS_RESET(CounterFamily.LINKS_RESET),
  /** Messages that the engine dropped because they follow neither contract. */
  ENGINE_REQUESTS_DROPPED(CounterFamily.ENGINE_DROPS, "malformed"),
  /** Requests that the engine did not process because their deadline had passed. */
  ENGINE_REQUESTS_EXPIRED(CounterFamily.ENGINE_DROPS, "expired"),
  /** Replies that the engine dropped because the peer had disconnected or did not read. */
  ENGINE_REPLIES_DROPPED(CounterFamily.ENGINE_DROPS, "reply"),
  /** Peers that the engine refused for lack of a permitted CURVE key. */
  CURVE_REFUSED(CounterFamily.REFUSALS, "curve"),
  /** Connections closed because too many answers waited for a client that did not read. */
  OUTBOXES_OVERFLOWED(CounterFamily.OUTBOX_CLOSES, "full"),
  /** Connections closed because all clients, or those of their address, left too much unread. */
  OUTBOXES_OVER_LIMIT(CounterFamily.OUTBOX_CLOSES, "unread"),
  /** WebSocket messages over the size limit, or binary. */
  MESSAGES_REFUSED(CounterFamily.REFUSALS, "message"),
  /** WebSocket connections closed because too many bytes of unfinished frames were held. */
  UNFINISHED_OVER_LIMIT(CounterFamily.REFUSALS, "unfinished"),
  /** HTTP responses refused because too many bytes of such responses were not read. */
  RESPONSES_OVER_LIMIT(CounterFamily.REFUSALS, "unread"),
  /** HTTP requests given up because their body did not arrive in time. */
  BODIES_UNFINISHED(CounterFamily.REFUSALS, "body"),
  /** WebSocket handshakes refused for their Origin. */
  ORIGINS_REFUSED(CounterFamily.REFUSALS, "origin"),
  /** Faults of Dicegate itself, each logged with an incident id. */
  INCIDENTS(CounterFamily.INCIDENTS),
  /** Messages refused because their connection exceeded its rate. */
  MESSAGES_OVER_RATE(CounterFamily.REFUSALS, "rate"),
  /** Messages refused because all clients of their address exceeded its rate. */
  MESSAGES_OVER_ADDRESS_RATE(CounterFamily.REFUSALS, "address_rate"),
  /** Requests refused because all clients of their address have too many unanswered. */
  REQUESTS_OVER_ADDRESS_IN_FLIGHT(CounterFamily.REFUSALS, "address_in_flight"),
  /** Connections refused because the limit of open connections was reached. */
  CLIENTS_REFUSED(CounterFamily.REFUSALS, "clients"),
  /** Connections refused because the limit of open connections from their address was reached. */
  CLIENTS_REFUSED_FOR_ADDRESS(CounterFamily.REFUSALS, "address"),
  /** Connections closed because the client sent nothing, not even a pong. */
  CLIENTS_VANISHED(CounterFamily.CLIENTS_VANISHED),
  /** Connections closed because one answer could not be sent in time. */
  OUTBOXES_STALLED(CounterFamily.OUTBOX_CLOSES, "stalled"),
  /** HTTP responses given up because the client did not read them. */
  RESPONSES_STALLED(CounterFamily.OUTBOX_CLOSES, "response"),
  /** HTTP responses delayed because their address exceeded its rate. */
  RESPONSES_DELAYED(CounterFamily.RESPONSES_DELAYED),
  /** Sessions resumed over another connection. */
  SESSIONS_RESUMED(CounterFamily.SESSIONS_RESUMED),
  /** Attempts to resume a session that is unknown or forgotten. */
  SESSIONS_UNKNOWN(CounterFamily.REFUSALS, "no_session"),
  /** Repeated requests that got the answer of the first one instead of a new roll. */
  REQUESTS_REPEATED(CounterFamily.REQUESTS_REPEATED),
  /** Requests refused because their id was used for another request. */
  IDS_REUSED(CounterFamily.REFUSALS, "id_reused"),
  /** Repeated requests whose answer is no longer kept. */
  ANSWERS_GONE(CounterFamily.REFUSALS, "answer_gone"),
  /** Rolls and reveals that were added to the history of a table. */
  TABLE_ROLLS(CounterFamily.TABLE_ROLLS),
  /** Refused requests to join a table. */
  TABLE_JOINS_REFUSED(CounterFamily.REFUSALS, "table"),
  /** Tables refused because their address has reached its limit, and all of its tables are used. */
  TABLES_OVER_ADDRESS(CounterFamily.TABLE_REFUSALS, "address_tables"),
  /** Tables refused because the limit of tables was reached, and all of them are used. */
  TABLES_FULL(CounterFamily.TABLE_REFUSALS, "tables"),
  /** Requests for a seat refused because their address exceeded its rate of them. */
  JOINS_OVER_RATE(CounterFamily.TABLE_REFUSALS, "join_rate"),
  /** Acts of GMs refused because their address exceeded its rate of them. */
  ACTS_OVER_RATE(CounterFamily.TABLE_REFUSALS, "act_rate"),
  /** Webhooks refused because as many tables as allowed have some. */
  WEBHOOKS_FULL(CounterFamily.TABLE_REFUSALS, "webhooks"),
  /** Seats refused because the table, or the member, has as many as allowed. */
  TABLE_SEATS_FULL(CounterFamily.TABLE_REFUSALS, "seats"),
  /** Rolls and tables refused because the tables' server nears its limit of memory. */
  TABLE_MEMORY_SHORT(CounterFamily.TABLE_REFUSALS, "memory"),
  /** Tables without members that were discarded to make room for another. */
  TABLES_EVICTED(CounterFamily.TABLES_EVICTED),
  /** Requests at a table that failed because its bus was unavailable. */
  TABLE_UNAVAILABLE(CounterFamily.TABLE_UNAVAILABLE),
  /** Gaps in the notifications of the bus, whose missing entries were read. */
  TABLE_GAPS(CounterFamily.TABLE_GAPS),
  /** Tables found lost or restored, whose members had to start again. */
  TABLE_RESTARTS(CounterFamily.TABLE_RESTARTS),
  /** Failed connections and connection attempts to the tables' server. */
  BUS_CONNECTIONS_LOST(CounterFamily.BUS_CONNECTIONS_LOST),
  /** Calls of the tables' server without a valid answer in time. */
  BUS_CALLS_FAILED(CounterFamily.BUS_CALLS_FAILED),
  /** Entries and members on the tables' server that this version cannot read. */
  BUS_ENTRIES_UNREADABLE(CounterFamily.BUS_ENTRIES_UNREADABLE),
  /** Entries that the receiver of a webhook accepted. */
  WEBHOOKS_DELIVERED(CounterFamily.WEBHOOKS, "delivered"),
  /** Attempts to deliver an entry to a webhook that failed. */
  WEBHOOKS_FAILED(CounterFamily.WEBHOOKS, "failed"),
  /** Webhooks that were given up. */
  WEBHOOKS_GIVEN_UP(CounterFamily.WEBHOOKS, "given_up"),
  /** Times at which a webhook missed entries, since the table no longer kept them. */
  WEBHOOKS_MISSED(CounterFamily.WEBHOOKS, "missed");

  private final CounterFamily family;
  private final String labelValue;

  Counter(CounterFamily family) {
    this(family, "");
  }

  Counter(CounterFamily family, String labelValue) {
    this.family = family;
    this.labelValue = labelValue;
  }

  CounterFamily family() {
    return family;
  }

  /**
   * Returns the label value that distinguishes it within its family; empty for a single counter.
   */
  String labelValue() {
    return labelValue;
  }
}
