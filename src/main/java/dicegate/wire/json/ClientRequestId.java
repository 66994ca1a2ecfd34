package dicegate.wire.json;

import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The id that a client gave its request, returned unchanged with the answer. Opaque outside this
 * package, so that {@code dicegate.table} can hand it through without knowing JSON.
 */
public record ClientRequestId(JsonValue value) {

  /** Wraps the id of a message; null if the message had none. */
  public static @Nullable ClientRequestId of(@Nullable JsonValue value) {
    return value == null ? null : new ClientRequestId(value);
  }
}
