package dicegate.telemetry;

/** What is counted: refusals, timeouts, overflows, late replies, each by a meter of its own. */
public enum Meter {
  /** Rolls that the fleet answered with a result. */
  ROLLS_ANSWERED,
  /** Questions for odds that the fleet answered. */
  ODDS_ANSWERED,
  /** Rolls that an engine refused: what was asked is not a roll, or is over a limit. */
  ROLLS_REFUSED,
  /** Requests whose deadline passed without a reply. */
  REQUESTS_TIMED_OUT,
  /** Requests refused at once because as many as the fleet may hold were waiting already. */
  REQUESTS_REFUSED_BUSY,
  /** Requests refused at once because their connection had as many in flight as it may. */
  REQUESTS_OVER_IN_FLIGHT,
  /** Requests lost because the fleet's loop failed or was stopped. */
  REQUESTS_LOST,
  /** Requests that an engine lost, given to another. */
  REQUESTS_REDISPATCHED,
  /** Requests that two engines died with, given up. */
  REQUESTS_QUARANTINED,
  /** Requests refused because no engine was there. */
  REQUESTS_WITHOUT_ENGINE,
  /** Well-formed replies to nothing outstanding on that socket: late, doubled or made up. */
  REPLIES_UNEXPECTED,
  /** Replies that break the engine contract: wrong frames, bad UTF-8, no JSON. */
  REPLIES_MALFORMED,
  /** Connections to engines given up, because lost, silent, or never answered. */
  LINKS_RESET,
  /** Requests at the engine's door that are no message of either contract. */
  ENGINE_REQUESTS_DROPPED,
  /** Requests that the engine did not roll, because their time was over when it came to them. */
  ENGINE_REQUESTS_EXPIRED,
  /** Replies of the engine to a peer that was gone or did not read. */
  ENGINE_REPLIES_DROPPED,
  /** Peers refused at the engine's door for want of the right CURVE keys. */
  CURVE_REFUSED,
  /** Connections closed because the client did not read. */
  OUTBOXES_OVERFLOWED,
  /** WebSocket messages over the size limit, or binary. */
  MESSAGES_REFUSED,
  /** WebSocket handshakes refused for their Origin. */
  ORIGINS_REFUSED,
  /** Faults of our own, each logged with an incident id. */
  INCIDENTS,
  /** Messages refused because their connection had sent as many lately as it may. */
  MESSAGES_OVER_RATE,
  /** Connections refused because as many were open as may be. */
  CLIENTS_REFUSED,
  /** Connections refused because as many were open from their address as may be. */
  CLIENTS_REFUSED_FOR_ADDRESS,
  /** Connections closed because nothing was heard of the client, not even a pong. */
  CLIENTS_VANISHED,
  /** Connections closed because one message was not taken off us in time. */
  OUTBOXES_STALLED,
  /** Sessions that went on over another connection. */
  SESSIONS_RESUMED,
  /** Sessions that a client wanted to resume, and that are not known, any more or at all. */
  SESSIONS_UNKNOWN,
  /** Requests not asked, since their session had asked them already: joined or answered again. */
  REQUESTS_REPEATED,
  /** Requests refused because their id was used for another one. */
  IDS_REUSED,
  /** Requests that ran already, and whose answer was not kept. */
  ANSWERS_GONE,
  /** Rolls and reveals that got their place at a table. */
  TABLE_ROLLS,
  /** Requests for a seat that were refused. */
  TABLE_JOINS_REFUSED,
  /** Requests at a table that its bus could not serve. */
  TABLE_UNAVAILABLE,
  /** Gaps found in what was rung, and read. */
  TABLE_GAPS,
  /** Tables found lost or put back, whose members were told to begin anew. */
  TABLE_RESTARTS,
  /** Connections to the tables' server that failed or were never made. */
  BUS_CONNECTIONS_LOST,
  /** Calls of the tables' server that had no answer in time, or did not fit. */
  BUS_CALLS_FAILED,
  /** Entries and members on the tables' server that this version cannot read. */
  BUS_ENTRIES_UNREADABLE,
}
