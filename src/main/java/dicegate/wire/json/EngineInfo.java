package dicegate.wire.json;

import java.util.List;
import java.util.OptionalInt;

/**
 * What an engine tells of itself, as far as a gateway uses it.
 *
 * @param window how many requests it wants in flight, 1 to {@link #MAX_WINDOW}; empty if it does
 *     not tell
 * @param features what it can do, in lower case; empty if it does not tell
 */
public record EngineInfo(OptionalInt window, List<String> features) {

  /** More requests in flight than this make no engine faster. */
  public static final int MAX_WINDOW = 1_024;

  /** Of an engine that tells nothing. */
  public static final EngineInfo UNKNOWN = new EngineInfo(OptionalInt.empty(), List.of());

  public EngineInfo {
    features = List.copyOf(features);
  }

  /** Tells whether asking for a feature makes sense; the case of letters does not matter. */
  public boolean mayServe(String feature) {
    return features.isEmpty() || features.stream().anyMatch(feature::equalsIgnoreCase);
  }
}
