package dicegate.wire.frames;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verb of a v1 request. The constant's name is the token on the wire. */
public enum Verb {
  /** Rolls; the answer is the roll object. */
  ROLL("roll"),
  /**
   * Rolls; the answer is what a client of the original protocol gets: an array for {@code NdF}, the
   * roll object for any richer expression. Only the engine can distinguish the two.
   */
  BARE("bare"),
  /** Calculates the probability distribution of the expression's total, without rolling. */
  ODDS("odds"),
  /**
   * Rolls with faces that real dice showed; the answer is the roll object, which does not say so:
   * the gateway adds the mark. The body is {@link HandBody}.
   */
  BY_HAND("by_hand"),
  /**
   * Rolls with dice that follow from a seed, so that every engine gives the same answer: the roll
   * object, with the faces in the order in which they were drawn. The body is {@link SeededBody}.
   */
  SEEDED("seeded"),
  /**
   * Carries several requests, one per line, whose replies are the lines of one reply; see {@link
   * EngineFrames}. It is for gateways, which send it only to engines that name the feature.
   */
  BATCH("batch"),
  /** Describes the engine: name, version, features, limits and window. */
  INFO(null);

  private static final List<Verb> ALL = List.of(values());

  private final Optional<String> feature;

  Verb(@Nullable String feature) {
    this.feature = Optional.ofNullable(feature);
  }

  /**
   * Returns the word for this verb in the {@code features} of an engine's {@code INFO} reply; empty
   * for {@code INFO}, which every engine serves.
   */
  public Optional<String> feature() {
    return feature;
  }

  /** Returns the features of an engine that serves every verb. */
  public static List<String> features() {
    return ALL.stream().map(Verb::feature).flatMap(Optional::stream).toList();
  }

  static Optional<Verb> of(String token) {
    for (Verb verb : ALL) {
      if (verb.name().equals(token)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
