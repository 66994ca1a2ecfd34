package dicegate.engine;

import java.util.Locale;

/**
 * Why the engine gave no roll although the expression may be valid; its other error codes are those
 * of {@link dicegate.dice.notation.DiceError.Code}. Stable, since clients receive them.
 */
enum EngineFault {
  /** The request's time to live was over when the engine read it; the same request may succeed. */
  EXPIRED,
  /** The frame is not a request. */
  MALFORMED,
  /** A fault of the engine, logged under an incident id. */
  INTERNAL;

  /** Returns the code as sent to gateways. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
