package dicegate.telemetry;

import java.util.Map;

/** A part of Dicegate that tells how it is. */
@FunctionalInterface
public interface Probe {

  /** Tells how the part is now. Never waits; called on any thread. */
  Check check();

  /**
   * What a part tells.
   *
   * @param name the part, as operators know it
   * @param up whether it is well
   * @param data numbers and words that say more, by their names
   */
  record Check(String name, boolean up, Map<String, Object> data) {

    public Check {
      data = Map.copyOf(data);
    }

    /** Makes one without data. */
    public static Check of(String name, boolean up) {
      return new Check(name, up, Map.of());
    }
  }
}
