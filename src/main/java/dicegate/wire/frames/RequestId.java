package dicegate.wire.frames;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The gateway's own id of a request to an engine, which never gets the client's id.
 *
 * @param value unique in one run of a gateway, 0 or more
 */
public record RequestId(long value) {

  /** Returns the id on the wire: decimal digits, so without blank and colon. */
  public String text() {
    return Long.toString(value);
  }

  /** Parses an id in a reply; empty if no gateway can have sent it. */
  static Optional<RequestId> parse(byte[] frame, int from, int to) {
    OptionalLong value = Ascii.number(frame, from, to);
    return value.isPresent() ? Optional.of(new RequestId(value.getAsLong())) : Optional.empty();
  }
}
