package dicegate.wire.frames;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The gateway's own id of a request to an engine; what the client sent as id never reaches one.
 *
 * @param value unique in one gateway's run, 0 or more
 */
public record RequestId(long value) {

  /** Returns the id as it travels: decimal digits, so neither a blank nor a colon. */
  public String text() {
    return Long.toString(value);
  }

  /** Reads an id that came back; empty if it cannot be one of ours. */
  static Optional<RequestId> parse(String text) {
    OptionalLong value = Ascii.number(text);
    return value.isPresent() ? Optional.of(new RequestId(value.getAsLong())) : Optional.empty();
  }
}
