package dicegate.wire.json;

import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A frame of the JSON dialect, client to server.
 *
 * <p>A client's id is a string of 1 to {@link #MAX_ID_CHARS} characters or a whole number; it comes
 * back just as it was sent, and never leaves the gateway on the other side.
 */
public sealed interface ClientMessage {

  /** The longest id, in UTF-16 units. */
  int MAX_ID_CHARS = 64;

  /** Returns the client's id of this message, null if it has no usable one. */
  @Nullable JsonValue id();

  /**
   * Asks for a roll; the answer is a {@code result} or an {@code error} with this id.
   *
   * @param label what for, for others at the table to read; empty if nothing is said
   * @param to who is to see it; empty if nothing is said
   */
  record Roll(JsonValue id, String expr, String label, String to) implements ClientMessage {}

  /** Asks how likely which result is; the answer is {@code odds} or an {@code error}. */
  record Odds(JsonValue id, String expr) implements ClientMessage {}

  /**
   * Asks to be at a table; the answer is {@code joined} or an {@code error}.
   *
   * @param table its name
   * @param name the player's
   * @param colour the player's; empty if nothing is said
   * @param key from the table's link; empty if the table is to be a new one
   * @param token by which the player is known already; empty if not
   * @param resume the last position that the client got there; empty if none
   */
  record Join(
      @Nullable JsonValue id,
      String table,
      String name,
      String colour,
      String key,
      String token,
      String resume)
      implements ClientMessage {}

  /** Asks to be at no table; the answer is {@code left}. */
  record Leave(@Nullable JsonValue id) implements ClientMessage {}

  /** Asks to show a roll to all at the table; the answer is {@code revealed} or an error. */
  record Reveal(@Nullable JsonValue id, long seq) implements ClientMessage {}

  /** Asks for a {@code pong}, with the same id if there is one. */
  record Ping(@Nullable JsonValue id) implements ClientMessage {}

  /**
   * Asks to go on with an earlier session; the answer is {@code resumed}, or an {@code error}.
   *
   * @param session what {@code hello} told on the earlier connection
   */
  record Resume(@Nullable JsonValue id, String session) implements ClientMessage {}

  /**
   * A frame that cannot be served: the fault of the client's program.
   *
   * @param id the frame's id; null if it has no valid one
   * @param error what is wrong with it
   */
  record InvalidMessage(@Nullable JsonValue id, ServerError error) implements ClientMessage {}
}
