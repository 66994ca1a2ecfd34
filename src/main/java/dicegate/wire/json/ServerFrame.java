package dicegate.wire.json;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A frame, server to client, with the name that the schema {@code server.json} gives it; only
 * {@link Failure} is {@code Error} there.
 *
 * <p>JSON-B writes those with a {@code type}, member by member, except {@link Rolled}, which is the
 * most frequent and has the same form. It does not write {@link Result}, {@link Odds} and the two
 * of an error: the engine's part of them is JSON already, and an error's members are in {@link
 * ServerError}.
 *
 * <p>The records are public because JSON-B accesses no others: a private nested record works
 * outside a server and fails inside one with "Error accessing getter".
 */
public sealed interface ServerFrame {

  /** The first frame of a connection that speaks the JSON dialect. */
  record Hello(
      String type,
      UUID session,
      String version,
      List<String> features,
      Limits limits,
      SeriesState series)
      implements ServerFrame {}

  /**
   * The limits of a connection.
   *
   * @param messageChars the length of the longest message, in UTF-16 units
   * @param inFlight the maximum number of unanswered requests
   */
  record Limits(int messageChars, int inFlight) {}

  /**
   * A series of rolls to whose dice the server is committed.
   *
   * @param root the commitment, 64 hexadecimal digits
   * @param size the number of rolls
   * @param seed the player's seed; null if there is none
   * @param next the root of the series after it; null if it is not made yet
   */
  record SeriesState(String root, int size, @Nullable String seed, @Nullable String next) {}

  /**
   * Tells a player of a series; see {@link SeriesState}. Answers a seed, or announces that the next
   * series has begun.
   *
   * @param table the name of the table whose rolls it is for; null for the session's own rolls
   */
  record Series(
      String type,
      @Nullable JsonValue id,
      String root,
      int size,
      @Nullable String seed,
      @Nullable String next,
      @Nullable String table)
      implements ServerFrame {}

  /**
   * By which the dice of a roll can be checked; all but the first two members are null where they
   * are not told.
   *
   * @param root the commitment of its series
   * @param index its number there
   * @param unused the numbers before it of which no roll was made, not told before
   * @param hidden the numbers before it whose rolls are hidden, not told before
   * @param key the roll key, 64 hexadecimal digits
   * @param path the siblings of the key, from the lowest level, 64 hexadecimal digits each
   * @param seed the player's seed, which may be empty
   * @param expr the expression as the engine got it
   */
  record DiceProof(
      String root,
      int index,
      @Nullable List<Integer> unused,
      @Nullable List<Integer> hidden,
      @Nullable String key,
      @Nullable List<String> path,
      @Nullable String seed,
      @Nullable String expr) {

    /** Makes the part that is told with the roll. */
    public static DiceProof of(String root, int index) {
      return new DiceProof(root, index, null, null, null, null, null, null);
    }

    /** Returns whether it says nothing but the number. */
    boolean isNumber() {
      return unused == null
          && hidden == null
          && key == null
          && path == null
          && seed == null
          && expr == null;
    }

    /** Returns it with an expression. */
    public DiceProof withExpr(String text) {
      return new DiceProof(root, index, unused, hidden, key, path, seed, text);
    }
  }

  /**
   * Answers a request for a proof.
   *
   * @param seq the position of the roll in the table's history; null if it is no roll at a table
   */
  record Proof(String type, @Nullable JsonValue id, @Nullable Long seq, DiceProof proof)
      implements ServerFrame {}

  /**
   * Answers a roll.
   *
   * @param seq its position in the table's history; null if it was not rolled at a table
   * @param roll the engine's result, JSON; null if the player may not see it
   * @param origin how its dice can be checked
   */
  record Result(JsonValue id, @Nullable Long seq, @Nullable String roll, RollOrigin origin)
      implements ServerFrame {}

  /**
   * How the dice of a roll can be checked.
   *
   * @param proof null if they cannot
   * @param unseededBy the name of the engine which used no seed, and may be empty; null if there is
   *     a proof, or no seed was used for another reason
   */
  record RollOrigin(@Nullable DiceProof proof, @Nullable String unseededBy) {

    /** The dice cannot be checked, and were not meant to be. */
    public static final RollOrigin NONE = new RollOrigin(null, null);

    /** Returns that the dice can be checked. */
    public static RollOrigin of(DiceProof proof) {
      return new RollOrigin(proof, null);
    }

    /** Returns that an engine used no seed. */
    public static RollOrigin unseeded(String engine) {
      return new RollOrigin(null, engine);
    }
  }

  /**
   * Answers a request for the odds.
   *
   * @param odds the engine's result, JSON
   */
  record Odds(JsonValue id, String odds) implements ServerFrame {}

  /**
   * Answers a request that failed, or a message that is not valid.
   *
   * @param proof the number that a roll had taken; null if it had none
   */
  record Failure(@Nullable JsonValue id, ServerError error, @Nullable DiceProof proof)
      implements ServerFrame {}

  /** Answers a roll of the bare dialect that failed. */
  record BareError(ServerError error) implements ServerFrame {}

  /** Confirms that this connection continues an earlier session, and its series. */
  record Resumed(String type, @Nullable JsonValue id, UUID session, SeriesState series)
      implements ServerFrame {}

  /** Answers a ping. */
  record Pong(String type, @Nullable JsonValue id) implements ServerFrame {}

  /**
   * A member of a table.
   *
   * @param theme the name of the look of the member's dice; null for none
   * @param roots the roots of the member's series that are current or next; null where they are not
   *     told
   */
  record Person(
      String id,
      String name,
      String colour,
      @Nullable String theme,
      String role,
      @Nullable List<String> roots) {}

  /**
   * The keys of a table that a member may hand on; null for the other keys.
   *
   * @param gm admits a GM
   * @param player admits a player
   * @param watcher admits a watcher
   */
  record Keys(@Nullable String gm, @Nullable String player, @Nullable String watcher) {}

  /**
   * What the GMs of a table have decided, as far as its members are told; null for what is as at a
   * new table.
   *
   * @param title shown in place of the table's name
   * @param locked true if nobody new may join
   * @param namesLocked true if the names of members are theirs
   * @param whispersShown true if others see that something was whispered
   * @param to who sees a roll that does not say it
   * @param webhooks to which entries are sent; null if there are none, or the receiver is no GM
   */
  record Rules(
      @Nullable String title,
      @Nullable Boolean locked,
      @Nullable Boolean namesLocked,
      @Nullable Boolean whispersShown,
      @Nullable String to,
      @Nullable List<Webhook> webhooks) {}

  /**
   * A webhook of a table, for its GMs.
   *
   * @param id by which it is removed
   * @param host the host name of its address; nobody is told the rest
   * @param shape the name of the form of its requests
   * @param by who set it
   * @param at when it was set, in milliseconds since 1970
   */
  record Webhook(String id, String host, String shape, Person by, long at) {}

  /** A webhook that was set or removed, as all members are told; see {@link Webhook}. */
  record NamedWebhook(String id, String host, String shape) {}

  /**
   * A webhook that the receiver has set.
   *
   * @param secret the key of its signatures, which is told this once
   */
  record NewWebhook(String id, String secret) {

    /** Hides the secret, since records are easily logged. */
    @Override
    public String toString() {
      return "NewWebhook[" + id + "]";
    }
  }

  /**
   * Confirms that this connection is at a table, and describes the table; the history follows as
   * the last member. Also sent unasked when the table was lost or restored, and every member has to
   * replace its view of it.
   *
   * @param you the client as a member
   * @param token the secret that identifies this member when it joins again
   * @param rules what the GMs have decided
   * @param position the table's last position; the client sends it when it joins again
   * @param resumed whether the history is only what the client missed; otherwise it is complete
   * @param series of the client's rolls at the table; null if it has none, as watchers do
   */
  record Joined(
      String type,
      @Nullable JsonValue id,
      String table,
      Person you,
      String token,
      Keys keys,
      List<Person> members,
      Rules rules,
      String position,
      boolean resumed,
      @Nullable SeriesState series)
      implements ServerFrame {

    /** Makes the frame; its id is null if it answers no request. */
    public static Joined of(
        @Nullable ClientRequestId id,
        String table,
        Person you,
        String token,
        Keys keys,
        List<Person> members,
        Rules rules,
        String position,
        boolean resumed,
        @Nullable SeriesState series) {
      JsonValue value = id == null ? null : id.value();
      return new Joined(
          "joined", value, table, you, token, keys, members, rules, position, resumed, series);
    }
  }

  /**
   * Announces a roll at the table; the roll follows as the last member, unless it is hidden.
   *
   * @param seq its position in the table's history, from 1
   * @param position the same as an opaque text; the client sends it when it joins again
   * @param to who may see the roll: the code of an audience, or {@code whisper}
   * @param whisperedTo the ids of those who are whispered to, which are written as {@code to}; null
   *     if it is no whisper, or the receiver may not know
   * @param label its purpose; null if there is no label
   * @param expr what the receiver rolled, if the roll itself is hidden from its roller; else null
   * @param at when it was rolled, in milliseconds since 1970
   * @param reveals the {@code seq} of the roll that this one shows to everybody; null if it is new
   * @param hidden true if the receiver may know only that it was rolled; else null
   * @param missed true if it was rolled while the receiver was away; else null
   * @param origin how its dice can be checked; written as {@code proof}, or as {@code verifiable}
   *     and {@code engine}
   */
  record Rolled(
      String type,
      long seq,
      String position,
      Person by,
      String to,
      @Nullable List<String> whisperedTo,
      @Nullable String label,
      @Nullable String expr,
      long at,
      @Nullable Long reveals,
      @Nullable Boolean hidden,
      @Nullable Boolean missed,
      RollOrigin origin)
      implements ServerFrame {}

  /**
   * Answers a request for older entries of the table; they follow as the last member, the oldest
   * first.
   *
   * @param next what to send as {@code before} for the entries before these; null if the table
   *     keeps none
   */
  record History(String type, @Nullable JsonValue id, @Nullable Long next) implements ServerFrame {}

  /** Lists the members of the table, each once. */
  record Presence(String type, List<Person> members) implements ServerFrame {}

  /** Confirms that this connection has left its table. */
  record Left(String type, @Nullable JsonValue id) implements ServerFrame {}

  /**
   * Announces what a GM has done to the table. Of the members from {@code member} on it has those
   * that belong to the act.
   *
   * @param seq its position in the table's history, from 1, counted with the rolls
   * @param position the same as an opaque text; the client sends it when it joins again
   * @param at when it was done, in milliseconds since 1970
   * @param act the name of the act
   * @param member whom it concerns
   * @param ban true if nobody may join from where that member came; else null
   * @param webhook which one was set or removed; with a reason, the server has given it up
   * @param missed true if it was done while the receiver was away; else null
   */
  record Acted(
      String type,
      long seq,
      String position,
      Person by,
      long at,
      String act,
      @Nullable Person member,
      @Nullable Boolean ban,
      @Nullable String reason,
      @Nullable Boolean on,
      @Nullable String to,
      @Nullable String title,
      @Nullable String role,
      @Nullable NamedWebhook webhook,
      @Nullable Boolean missed)
      implements ServerFrame {}

  /**
   * Tells a member that a GM has removed it from the table; it is at no table now.
   *
   * @param by the GM; null if the node learned only the result
   * @param reason what the GM gave as the reason; null for none
   * @param ban true if nobody may join from where the member came; else null
   */
  record Removed(String type, @Nullable Person by, @Nullable String reason, @Nullable Boolean ban)
      implements ServerFrame {}

  /**
   * Confirms to a GM what it has done.
   *
   * @param seq the position of the act in the table's history
   * @param keys the new keys, if the act was to renew them; else null
   * @param webhook the new webhook, if the act was to set one; else null
   */
  record Moderated(
      String type,
      @Nullable JsonValue id,
      String act,
      long seq,
      @Nullable Keys keys,
      @Nullable NewWebhook webhook)
      implements ServerFrame {}

  /** Confirms to a GM that a roll is visible to everybody. */
  record Revealed(String type, @Nullable JsonValue id, long seq) implements ServerFrame {}
}
