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

  /** Answers a request that could not be served; members as in {@link ServerError}. */
  record Failure(
      String type,
      @Nullable JsonValue id,
      String code,
      String message,
      boolean temporary,
      @Nullable Integer retryAfterMs,
      @Nullable Integer pos,
      @Nullable Integer len,
      @Nullable List<String> expected,
      @Nullable String hint,
      @Nullable String incident)
      implements ServerFrame {}

  /** The same for a client of the bare dialect. */
  record BareError(ServerError error) implements ServerFrame {}

  /** Tells that this connection goes on with an earlier session. */
  record Resumed(String type, @Nullable JsonValue id, UUID session) implements ServerFrame {}

  /** Answers a ping. */
  record Pong(String type, @Nullable JsonValue id) implements ServerFrame {}
}
