package dicegate.bench;

import java.util.Arrays;
import java.util.List;

/** A row of the report: a number of connections, each with a number of requests in flight. */
record Scenario(int connections, int inFlight) {
  Scenario {
    check("connections", connections, LoadClient.MAX_CONNECTIONS);
    check("in flight", inFlight, LoadClient.MAX_IN_FLIGHT);
  }

  /** Parses scenarios such as {@code 1x1,100x16}. */
  static List<Scenario> parseAll(String text) {
    return Arrays.stream(text.split(",", -1)).map(scenario -> parse(scenario.strip())).toList();
  }

  /** Returns it as it is written, such as {@code 100x16}. */
  String word() {
    return connections + "x" + inFlight;
  }

  private static Scenario parse(String text) {
    int cross = text.indexOf('x');
    if (cross < 0) {
      throw new IllegalArgumentException(
          "scenario " + text + ", wanted connections x in flight, such as 100x16");
    }
    return new Scenario(
        Integer.parseInt(text.substring(0, cross)), Integer.parseInt(text.substring(cross + 1)));
  }

  private static void check(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + " " + value + ", wanted 1 to " + most);
    }
  }
}
