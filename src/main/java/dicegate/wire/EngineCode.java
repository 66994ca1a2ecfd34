package dicegate.wire;

import java.util.EnumSet;
import java.util.Set;

/**
 * An error code of an engine, such as {@code syntax}; opaque to the gateway, which passes it on.
 *
 * @param code the engine's code
 * @param temporary whether the engine says that the same request may succeed later
 */
public record EngineCode(String code, boolean temporary) implements ErrorKind {

  /** The service's codes whose HTTP status also applies if an engine sends them. */
  private static final Set<ErrorCode> SHARED =
      EnumSet.of(
          ErrorCode.RATE_LIMITED,
          ErrorCode.INTERNAL,
          ErrorCode.UNSUPPORTED,
          ErrorCode.BAD_REPLY,
          ErrorCode.QUARANTINED,
          ErrorCode.TIMEOUT);

  private static final int BAD_REQUEST = 400;
  private static final int SERVICE_UNAVAILABLE = 503;

  @Override
  public int httpStatus() {
    return ErrorCode.find(code)
        .filter(SHARED::contains)
        .map(ErrorCode::httpStatus)
        .orElse(temporary ? SERVICE_UNAVAILABLE : BAD_REQUEST);
  }
}
