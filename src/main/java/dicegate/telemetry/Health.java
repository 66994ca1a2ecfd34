package dicegate.telemetry;

import java.util.List;

/**
 * The health checks of Dicegate.
 *
 * @param live liveness: if one is down, only a restart helps
 * @param ready readiness: all must be up to serve players
 * @param started start-up: all must have been up once
 */
public record Health(List<Probe> live, List<Probe> ready, List<Probe> started) {

  public Health {
    live = List.copyOf(live);
    ready = List.copyOf(ready);
    started = List.copyOf(started);
  }
}
