package dicegate.wire.frames;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The verb of a v1 request. The constant's name is the token on the wire. */
public enum Verb {
  /** Rolls; the answer is the roll object. */
  ROLL,
  /**
   * Rolls; the answer is what a client of the original protocol gets: an array for {@code NdF}, the
   * roll object for any richer expression. Only the engine can distinguish the two.
   */
  BARE,
  /** Calculates the probability distribution of the expression's total, without rolling. */
  ODDS,
  /**
   * Carries several requests, one per line, whose replies are the lines of one reply; see {@link
   * EngineFrames}. It is for gateways, which send it only to engines that name the feature.
   */
  BATCH,
  /** Describes the engine: name, version, features, limits and window. */
  INFO;

  /**
   * Returns the word for this verb in the {@code features} of an engine's {@code INFO} reply; empty
   * for {@code INFO}, which every engine serves.
   */
  public Optional<String> feature() {
    return switch (this) {
      case ROLL, BARE, ODDS, BATCH -> Optional.of(name().toLowerCase(Locale.ROOT));
      case INFO -> Optional.empty();
    };
  }

  /** Returns the features of an engine that serves every verb. */
  public static List<String> features() {
    return Arrays.stream(values()).map(Verb::feature).flatMap(Optional::stream).toList();
  }

  static Optional<Verb> of(String token) {
    for (Verb verb : values()) {
      if (verb.name().equals(token)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
