package dicegate.wire.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients see it, in both dialects.
 *
 * @param code what went wrong, for programs; stable
 * @param message what went wrong, for a person
 * @param temporary whether the same request may work later
 * @param retryAfterMs when to try again, in milliseconds, if temporary
 * @param pos where in the expression, in UTF-16 units
 * @param len how much of the expression is meant, in UTF-16 units
 * @param expected what could have stood there, for a person
 * @param hint an expression that would work
 * @param incident the id under which a fault of ours was logged
 */
public record ServerError(
    String code,
    String message,
    boolean temporary,
    @Nullable Integer retryAfterMs,
    @Nullable Integer pos,
    @Nullable Integer len,
    @Nullable List<String> expected,
    @Nullable String hint,
    @Nullable String incident) {

  /** The asker's fault: the same request will fail again. */
  public static ServerError permanent(String code, String message) {
    return new ServerError(code, message, false, null, null, null, null, null, null);
  }

  /** Load or silence: the same request may work after {@code retryAfterMs}. */
  public static ServerError temporary(String code, String message, int retryAfterMs) {
    return new ServerError(code, message, true, retryAfterMs, null, null, null, null, null);
  }

  /** A fault of ours. */
  public static ServerError internal(String incident) {
    return new ServerError(
        "internal", "Something broke on our side.", false, null, null, null, null, null, incident);
  }
}
