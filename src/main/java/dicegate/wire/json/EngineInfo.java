package dicegate.wire.json;

import java.util.List;
import java.util.OptionalInt;

/**
 * An engine's description of itself, as far as a gateway uses it.
 *
 * @param name what it calls itself, a text that others may see, at most {@link #MAX_NAME_CHARS}
 *     UTF-16 units; empty if it has no such name
 * @param window how many requests in flight it wants, 1 to {@link #MAX_WINDOW}; empty if it names
 *     no number
 * @param workers how many requests it works on at a time, 1 to {@link #MAX_WINDOW}; empty if it
 *     names no number
 * @param features its features, in lower case; empty if it names none
 */
public record EngineInfo(
    String name, OptionalInt window, OptionalInt workers, List<String> features) {

  /** The longest name, in UTF-16 units. */
  public static final int MAX_NAME_CHARS = 40;

  /** The largest window; a larger one makes no engine faster. */
  public static final int MAX_WINDOW = 1_024;

  /** The description of an engine that gives none. */
  public static final EngineInfo UNKNOWN =
      new EngineInfo("", OptionalInt.empty(), OptionalInt.empty(), List.of());

  public EngineInfo {
    features = List.copyOf(features);
  }

  /**
   * Tells whether the engine may serve a feature: it names it, in any case of letters, or it names
   * no features at all.
   */
  public boolean mayServe(String feature) {
    return features.isEmpty() || names(feature);
  }

  /** Tells whether the engine names a feature, in any case of letters. */
  public boolean names(String feature) {
    // A loop, since every request asks.
    for (String named : features) {
      if (feature.equalsIgnoreCase(named)) {
        return true;
      }
    }
    return false;
  }
}
