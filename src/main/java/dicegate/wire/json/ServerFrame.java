package dicegate.wire.json;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The frames that JSON-B writes, member by member. Public since JSON-B reads only what is; {@code
 * result} is not among them, because its roll is JSON already.
 */
public sealed interface ServerFrame {

  /** What a connection is told first, if it speaks the JSON dialect. */
  record Hello(String type, UUID session, String version, List<String> features, Limits limits)
      implements ServerFrame {}

  /**
   * What a connection may do.
   *
   * @param messageChars the longest message, in UTF-16 units
   * @param inFlight the most requests unanswered at a time
   */
  record Limits(int messageChars, int inFlight) {}

  /** Tells that this connection goes on with an earlier session. */
  record Resumed(String type, @Nullable JsonValue id, UUID session) implements ServerFrame {}

  /** Answers a ping. */
  record Pong(String type, @Nullable JsonValue id) implements ServerFrame {}

  /** Somebody at a table. */
  record Person(String id, String name, String colour, String role) {}

  /**
   * The keys of a table that somebody may hand on, null those that they may not.
   *
   * @param gm makes a GM
   * @param player makes a player
   * @param watcher makes a watcher
   */
  record Keys(@Nullable String gm, @Nullable String player, String watcher) {}

  /**
   * Tells that this connection is at a table, and how that stands; the history follows as the last
   * member. Also told unasked, if the table was lost or put back and all have to begin anew.
   *
   * @param you who the client is there
   * @param token the secret by which the client is known as the same one when it joins again
   * @param position where the table stands; to be told when joining again
   * @param resumed whether the history is just what the client missed; else it is all there is
   */
  record Joined(
      String type,
      @Nullable JsonValue id,
      String table,
      Person you,
      String token,
      Keys keys,
      List<Person> members,
      String position,
      boolean resumed)
      implements ServerFrame {}

  /**
   * Tells of a roll at the table; the roll follows as the last member, unless it is hidden.
   *
   * @param seq its place at the table
   * @param position the same, to be told when joining again
   * @param to who may see it
   * @param label what for, null if nothing was said
   * @param at when, in milliseconds since 1970
   * @param reveals the place of the roll that this one shows to all, null if it is a new one
   * @param hidden true if the reader may know that it was rolled, and no more; else null
   * @param missed true if it was rolled while the reader was away; else null
   */
  record Rolled(
      String type,
      long seq,
      String position,
      Person by,
      String to,
      @Nullable String label,
      long at,
      @Nullable Long reveals,
      @Nullable Boolean hidden,
      @Nullable Boolean missed)
      implements ServerFrame {}

  /** Tells who is at the table, each once. */
  record Presence(String type, List<Person> members) implements ServerFrame {}

  /** Tells that this connection is at no table any more. */
  record Left(String type, @Nullable JsonValue id) implements ServerFrame {}

  /** Tells a GM that a roll is seen by all now. */
  record Revealed(String type, @Nullable JsonValue id, long seq) implements ServerFrame {}
}
