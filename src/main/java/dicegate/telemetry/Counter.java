package dicegate.telemetry;

/**
 * What is counted: refusals, timeouts, overflows, late replies, each by a meter of its own. Those
 * of one {@link CounterFamily} are one metric, told apart by a label.
 */
public enum Counter {
  /** Rolls that the fleet answered with a result. */
  ROLLS_ANSWERED(CounterFamily.REQUESTS, "rolled"),
  /** Questions for odds that the fleet answered. */
  ODDS_ANSWERED(CounterFamily.REQUESTS, "odds"),
  /** Rolls that an engine refused: what was asked is not a roll, or is over a limit. */
  ROLLS_REFUSED(CounterFamily.REQUESTS, "refused"),
  /** Requests whose deadline passed without a reply. */
  REQUESTS_TIMED_OUT(CounterFamily.REQUESTS, "timeout"),
  /** Requests refused at once because as many as the fleet may hold were waiting already. */
  REQUESTS_REFUSED_BUSY(CounterFamily.REQUESTS, "busy"),
  /** Requests refused at once because their connection had as many in flight as it may. */
  REQUESTS_OVER_IN_FLIGHT(CounterFamily.REFUSALS, "in_flight"),
  /** Requests lost because the fleet's loop failed or was stopped. */
  REQUESTS_LOST(CounterFamily.REQUESTS, "lost"),
  /** Requests that an engine lost, given to another. */
  REQUESTS_REDISPATCHED(CounterFamily.REDISPATCHES),
  /** Requests that two engines died with, given up. */
  REQUESTS_QUARANTINED(CounterFamily.REQUESTS, "quarantined"),
  /** Requests refused because no engine was there. */
  REQUESTS_WITHOUT_ENGINE(CounterFamily.REQUESTS, "no_engine"),
  /** Well-formed replies to nothing outstanding on that socket: late, doubled or made up. */
  REPLIES_UNEXPECTED(CounterFamily.REPLIES_DROPPED, "late"),
  /** Replies that break the engine contract: wrong frames, bad UTF-8, no JSON. */
  REPLIES_MALFORMED(CounterFamily.REPLIES_DROPPED, "malformed"),
  /** Connections to engines given up, because lost, silent, or never answered. */
  LINKS_RESET(CounterFamily.LINKS_RESET),
  /** Requests at the engine's door that are no message of either contract. */
  ENGINE_REQUESTS_DROPPED(CounterFamily.ENGINE_DROPS, "malformed"),
  /** Requests that the engine did not roll, because their time was over when it came to them. */
  ENGINE_REQUESTS_EXPIRED(CounterFamily.ENGINE_DROPS, "expired"),
  /** Replies of the engine to a peer that was gone or did not read. */
  ENGINE_REPLIES_DROPPED(CounterFamily.ENGINE_DROPS, "reply"),
  /** Peers refused at the engine's door for want of the right CURVE keys. */
  CURVE_REFUSED(CounterFamily.REFUSALS, "curve"),
  /** Connections closed because the client did not read. */
  OUTBOXES_OVERFLOWED(CounterFamily.OUTBOX_CLOSES, "full"),
  /** WebSocket messages over the size limit, or binary. */
  MESSAGES_REFUSED(CounterFamily.REFUSALS, "message"),
  /** WebSocket handshakes refused for their Origin. */
  ORIGINS_REFUSED(CounterFamily.REFUSALS, "origin"),
  /** Faults of our own, each logged with an incident id. */
  INCIDENTS(CounterFamily.INCIDENTS),
  /** Messages refused because their connection had sent as many lately as it may. */
  MESSAGES_OVER_RATE(CounterFamily.REFUSALS, "rate"),
  /** Connections refused because as many were open as may be. */
  CLIENTS_REFUSED(CounterFamily.REFUSALS, "clients"),
  /** Connections refused because as many were open from their address as may be. */
  CLIENTS_REFUSED_FOR_ADDRESS(CounterFamily.REFUSALS, "address"),
  /** Connections closed because nothing was heard of the client, not even a pong. */
  CLIENTS_VANISHED(CounterFamily.CLIENTS_VANISHED),
  /** Connections closed because one message was not taken off us in time. */
  OUTBOXES_STALLED(CounterFamily.OUTBOX_CLOSES, "stalled"),
  /** Sessions that went on over another connection. */
  SESSIONS_RESUMED(CounterFamily.SESSIONS_RESUMED),
  /** Sessions that a client wanted to resume, and that are not known, any more or at all. */
  SESSIONS_UNKNOWN(CounterFamily.REFUSALS, "no_session"),
  /** Requests not asked, since their session had asked them already: joined or answered again. */
  REQUESTS_REPEATED(CounterFamily.REQUESTS_REPEATED),
  /** Requests refused because their id was used for another one. */
  IDS_REUSED(CounterFamily.REFUSALS, "id_reused"),
  /** Requests that ran already, and whose answer was not kept. */
  ANSWERS_GONE(CounterFamily.REFUSALS, "answer_gone"),
  /** Rolls and reveals that got their place at a table. */
  TABLE_ROLLS(CounterFamily.TABLE_ROLLS),
  /** Requests for a seat that were refused. */
  TABLE_JOINS_REFUSED(CounterFamily.REFUSALS, "table"),
  /** Requests at a table that its bus could not serve. */
  TABLE_UNAVAILABLE(CounterFamily.TABLE_UNAVAILABLE),
  /** Gaps found in what was rung, and read. */
  TABLE_GAPS(CounterFamily.TABLE_GAPS),
  /** Tables found lost or put back, whose members were told to begin anew. */
  TABLE_RESTARTS(CounterFamily.TABLE_RESTARTS),
  /** Connections to the tables' server that failed or were never made. */
  BUS_CONNECTIONS_LOST(CounterFamily.BUS_CONNECTIONS_LOST),
  /** Calls of the tables' server that had no answer in time, or did not fit. */
  BUS_CALLS_FAILED(CounterFamily.BUS_CALLS_FAILED),
  /** Entries and members on the tables' server that this version cannot read. */
  BUS_ENTRIES_UNREADABLE(CounterFamily.BUS_ENTRIES_UNREADABLE);

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

  /** Returns what tells it from the others of its family; empty if there are none. */
  String labelValue() {
    return labelValue;
  }
}
