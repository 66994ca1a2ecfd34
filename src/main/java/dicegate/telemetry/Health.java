package dicegate.telemetry;

import java.util.List;

/**
 * What is asked to know how Dicegate is.
 *
 * @param live whose silence only a restart mends
 * @param ready without which no player can be served
 * @param started what must have happened once
 */
public record Health(List<Probe> live, List<Probe> ready, List<Probe> started) {

  public Health {
    live = List.copyOf(live);
    ready = List.copyOf(ready);
    started = List.copyOf(started);
  }
}
