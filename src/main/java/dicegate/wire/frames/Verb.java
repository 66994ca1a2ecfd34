package dicegate.wire.frames;

import java.util.Optional;

/** What a gateway asks of an engine in a v1 message. The name is the token on the wire. */
public enum Verb {
  /** Roll, and answer the roll object. */
  ROLL,
  /**
   * Roll, and answer what a client of the original protocol gets: an array for {@code NdF}, the
   * roll object for anything richer. The gateway knows no dice, so only the engine can tell which.
   */
  BARE,
  /** Tell how likely which result of the expression is, without rolling it. */
  ODDS,
  /** Tell name, version, features, limits and the window of requests wanted in flight. */
  INFO;

  static Optional<Verb> of(String token) {
    for (Verb verb : values()) {
      if (verb.name().equals(token)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
