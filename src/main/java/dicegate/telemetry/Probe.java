package dicegate.telemetry;

import java.util.Map;

/** A health check of one part of Dicegate. */
@FunctionalInterface
public interface Probe {

  /** Returns the current state of the part. Never blocks; called on any thread. */
  Check check();

  /**
   * The state of a part.
   *
   * @param name the name of the part for operators
   * @param up whether it works
   * @param data details by name: numbers and strings
   */
  record Check(String name, boolean up, Map<String, Object> data) {

    public Check {
      data = Map.copyOf(data);
    }

    /** Returns a check without data. */
    public static Check of(String name, boolean up) {
      return new Check(name, up, Map.of());
    }
  }
}
