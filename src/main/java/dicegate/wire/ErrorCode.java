package dicegate.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The service's own error codes: the code's text for a person, its HTTP status, and whether the
 * same request may succeed later.
 *
 * <p>The code on the wire is the constant's name in lower case. {@code x-errors} of {@code
 * asyncapi-websocket.json} documents each; a test compares the two.
 */
public enum ErrorCode implements ErrorKind {
  // Requests that no engine answered.
  TIMEOUT("The dice engine did not answer in time.", 504, 1_000),
  BUSY("Too many requests are unanswered.", 503, 500),
  NO_ENGINE("No dice engine is available.", 503, 1_000),
  ENGINE_LOST("The dice engine was lost before it answered.", 503, 200),
  QUARANTINED("Two dice engines failed at this request; do not repeat it.", 502),
  BAD_REPLY("The dice engine sent no valid answer.", 502, 1_000),
  STOPPED("The service is shutting down; connect again.", 503, 2_000),
  UNSUPPORTED("The dice engine does not support this request.", 501),

  // Any request.
  /** Each refusal carries its own time until the next message is allowed. */
  RATE_LIMITED("Too many messages at once; send them more slowly.", 429, 1_000),
  INTERNAL("The server failed; its log has the incident.", 500),
  TOO_LONG("The expression is too long.", 400),

  // Messages over WebSocket.
  UNKNOWN_VARIABLE("A variable of the expression has no value.", 400),
  BAD_MESSAGE("The message is not a JSON object.", 400),
  UNKNOWN_TYPE("The type of this message is unknown.", 400),
  ID_REUSED("This id belongs to another request; use a new one.", 400),
  ANSWER_GONE("This was answered before, and the answer is no longer kept; use a new id.", 400),
  NO_SESSION("This session is unknown or has expired.", 400),
  BAD_SEED("A seed is 1 to 64 bytes of text, without control characters.", 400),
  NO_SERIES(
      "You have no series with this root that has not begun; its rolls keep their seed.", 400),
  NO_PROOF("There is no proof of such a roll, or you may not see it.", 400),

  // Tables.
  BAD_TABLE("A table's name is 1 to 64 letters, digits and hyphens.", 400),
  BAD_NAME("A name is 1 to 40 characters, without control characters.", 400),
  BAD_COLOUR("A colour is # and six hexadecimal digits.", 400),
  BAD_THEME(
      "A theme is 1 to 24 characters of a to z, 0 to 9 and hyphens, and begins with a letter.",
      400),
  BAD_TOKEN("This token was not issued by this server.", 400),
  BAD_LABEL("A label is at most 80 characters, without control characters.", 400),
  BAD_AUDIENCE(
      "The member to must be all, gm, blind, self, or a list of 1 to 16 ids of members.", 400),
  BAD_KEY("This table is in use. Join it with its invitation link.", 400),
  REMOVED("A GM has removed you from this table.", 400),
  TABLE_LOCKED("A GM has locked this table: nobody new can join.", 400),
  NAME_TAKEN("A GM has locked the names of this table, and this one is another member's.", 400),
  TABLE_FULL("This table is full; try again when somebody has left.", 503, 5_000),
  NO_TABLE("You are not at a table; join one first.", 400),
  WATCH_ONLY(
      "A watcher can roll only privately. To roll for the table, join it with a player's link.",
      400),
  NOT_GM("Only a GM can do this.", 400),
  NO_MEMBER("No such member is at the table.", 400),
  /** Each refusal says which member of the message is wrong. */
  BAD_MODERATION("There is no such act, or it does not fit this member.", 400),
  NOTHING_TO_REVEAL("There is no such roll, or everybody sees it already.", 400),
  TOO_LARGE("This result is too large for a table; roll it for yourself.", 400),
  TOO_MANY_TABLES("There are too many tables; leave one, or try again later.", 503, 30_000),
  STORE_FULL(
      "The store of the tables is nearly full; try again later, or with fewer dice.", 503, 10_000),
  TABLE_UNAVAILABLE("The table cannot be reached at the moment.", 503, 1_000),

  // HTTP alone.
  BAD_REQUEST("The request is not valid.", 400),
  UNAUTHORIZED("This is for operators: send the token of dicegate.ops.token.", 401),
  NOT_FOUND("There is nothing at this address.", 404),
  METHOD_NOT_ALLOWED("This method is not allowed; the header Allow lists those that are.", 405),
  NOT_ACCEPTABLE("No media type that the header Accept names is available.", 406),
  UNSUPPORTED_MEDIA_TYPE(
      "The body must be JSON (application/json) or a form (application/x-www-form-urlencoded).",
      415);

  private final String code = name().toLowerCase(Locale.ROOT);
  private final String text;
  private final int httpStatus;
  private final int retryAfterMillis;

  /** A permanent error: the same request fails again. */
  ErrorCode(String text, int httpStatus) {
    this(text, httpStatus, 0);
  }

  /** A temporary error. */
  ErrorCode(String text, int httpStatus, int retryAfterMillis) {
    this.text = text;
    this.httpStatus = httpStatus;
    this.retryAfterMillis = retryAfterMillis;
  }

  /** Returns the code with this name on the wire; empty if the service has no such code. */
  public static Optional<ErrorCode> find(String code) {
    return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
  }

  @Override
  public String code() {
    return code;
  }

  /** Returns what is wrong, for a person. */
  public String text() {
    return text;
  }

  @Override
  public boolean temporary() {
    return retryAfterMillis > 0;
  }

  @Override
  public int httpStatus() {
    return httpStatus;
  }

  /** Returns after how many milliseconds to try again; 0 if the error is permanent. */
  public int retryAfterMillis() {
    return retryAfterMillis;
  }
}
