package dicegate.wire.json;

import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame of the JSON dialect, client to server.
 *
 * <p>A client's id is a string of 1 to {@link #MAX_ID_CHARS} characters or a whole number. It is
 * returned unchanged in the answer, and never sent to an engine.
 */
public sealed interface ClientMessage {

  /** The length of the longest id, in UTF-16 units. */
  int MAX_ID_CHARS = 64;

  /** The most entries of a table that one request looks at. */
  int MAX_HISTORY_PAGE = 100;

  /** The most members that a roll is whispered to. */
  int MAX_WHISPER = 16;

  /** Returns the client's id of this message; null if it has no valid one. */
  @Nullable JsonValue id();

  /**
   * Requests a roll; answered by {@code result} or {@code error} with this id.
   *
   * @param label the purpose of the roll, shown to others at the table; may be empty
   * @param to who may see the roll
   * @param vars the values of the variables in {@code expr}
   * @param faces what real dice showed, in place of random numbers; null for a random roll
   */
  record Roll(
      JsonValue id,
      String expr,
      String label,
      Recipients to,
      Variables vars,
      @Nullable List<String> faces)
      implements ClientMessage {

    public Roll {
      faces = faces == null ? null : List.copyOf(faces);
    }

    /** Requests a random roll that is no whisper; {@code to} is empty for the default. */
    public Roll(JsonValue id, String expr, String label, String to, Variables vars) {
      this(id, expr, label, Recipients.of(to), vars, null);
    }
  }

  /**
   * Who may see a roll: the name of an audience, or ids of members.
   *
   * @param audience may be empty
   * @param members each once, at most {@link #MAX_WHISPER}; empty unless the audience is
   */
  record Recipients(String audience, List<String> members) {

    private static final Recipients DEFAULT = new Recipients("", List.of());

    static Recipients of(String audience) {
      return audience.isEmpty() ? DEFAULT : new Recipients(audience, List.of());
    }

    /** Returns whether the message does not say it. */
    public boolean isDefault() {
      return audience.isEmpty() && members.isEmpty();
    }
  }

  /**
   * Requests the probability distribution; answered by {@code odds} or {@code error}.
   *
   * @param vars the values of the variables in {@code expr}
   */
  record Odds(JsonValue id, String expr, Variables vars) implements ClientMessage {}

  /**
   * Joins a table; answered by {@code joined} or {@code error}.
   *
   * @param table the table's name
   * @param name the player's name
   * @param colour the player's colour; may be empty
   * @param theme the look of the player's dice; may be empty
   * @param key the key in the table's link; empty to open a new table
   * @param token the secret of an earlier {@code joined}, which identifies the player; may be empty
   * @param resume the last position that the client received at this table; may be empty
   */
  record Join(
      @Nullable JsonValue id,
      String table,
      String name,
      String colour,
      String theme,
      String key,
      String token,
      String resume)
      implements ClientMessage {}

  /** Leaves the table; answered by {@code left}. */
  record Leave(@Nullable JsonValue id) implements ClientMessage {}

  /** Shows a roll to everybody at the table; answered by {@code revealed} or {@code error}. */
  record Reveal(@Nullable JsonValue id, long seq) implements ClientMessage {}

  /**
   * Requests older entries of the table; answered by {@code history} or {@code error}.
   *
   * @param before the offset that all of them are below; {@link Long#MAX_VALUE} for the newest
   * @param limit the most entries to look at, 1 to {@link #MAX_HISTORY_PAGE}
   * @param proofs whether they come with the whole proofs of their dice
   */
  record History(@Nullable JsonValue id, long before, int limit, boolean proofs)
      implements ClientMessage {}

  /**
   * Asks, as a GM, for an act at the table; answered by {@code moderated} or {@code error}. The act
   * tells which of the further members count.
   *
   * @param act the name of the act
   * @param member the id of the member concerned; may be empty
   * @param ban whether a member who is removed is kept out by the address too
   * @param reason why a member is removed; may be empty
   * @param on whether something is switched on; null if the frame does not say
   * @param to the name of an audience; may be empty
   * @param title may be empty
   * @param role the name of a role; may be empty
   * @param url the address of a webhook; may be empty
   * @param shape the name of the form of its requests; may be empty
   * @param webhook the id of a webhook; may be empty
   */
  record Moderate(
      @Nullable JsonValue id,
      String act,
      String member,
      boolean ban,
      String reason,
      @Nullable Boolean on,
      String to,
      String title,
      String role,
      String url,
      String shape,
      String webhook)
      implements ClientMessage {

    /** Hides the address of a webhook, since records are easily logged. */
    @Override
    public String toString() {
      return "Moderate[" + id + ", " + act + "]";
    }
  }

  /**
   * Gives the player's seed of a series; answered by {@code series} or {@code error}.
   *
   * @param root of the series
   * @param seed as the client sent it
   */
  record Seed(@Nullable JsonValue id, String root, String seed) implements ClientMessage {}

  /**
   * Requests the proof of a roll: at the table, or of a number of the session's own; answered by
   * {@code proof} or {@code error}.
   *
   * @param seq the position of the roll in the table's history; null for one of the session's own
   * @param root of the series; may be empty
   * @param index the number there; -1 if the message does not say it
   */
  record Proof(@Nullable JsonValue id, @Nullable Long seq, String root, int index)
      implements ClientMessage {}

  /** Requests a {@code pong} with the same id. */
  record Ping(@Nullable JsonValue id) implements ClientMessage {}

  /**
   * Continues an earlier session; answered by {@code resumed} or {@code error}.
   *
   * @param session the session that {@code hello} named on the earlier connection
   */
  record Resume(@Nullable JsonValue id, String session) implements ClientMessage {}

  /**
   * A frame that cannot be served: the fault of the client's program.
   *
   * @param id the frame's id; null if it has no valid one
   * @param error what is wrong with the frame
   */
  record InvalidMessage(@Nullable JsonValue id, ServerError error) implements ClientMessage {}
}
