package dicegate.ops;

import dicegate.telemetry.Health;
import dicegate.telemetry.Probe;
import dicegate.telemetry.Probe.Check;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Liveness, readiness and start-up checks for orchestrators and load balancers: 200 if all checks
 * are up, else 503. Needs no token: it contains no secret, and probes have no token. Always JSON,
 * whatever {@code Accept} says: a probe must not fail for its headers.
 *
 * <p>A resource of Dicegate's own, since WildFly's default configuration has no MicroProfile
 * Health.
 *
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-health-4.0/">MicroProfile
 *     Health 4.0, chapter 3, whose JSON this is</a>
 */
@ApplicationScoped
public class HealthResource {

  private static final int OK = 200;
  private static final int SERVICE_UNAVAILABLE = 503;

  @Inject private Health health;

  /** Returns all checks. */
  OpsResponse all() {
    return response(
        Stream.of(health.live(), health.ready(), health.started())
            .flatMap(List::stream)
            .distinct()
            .toList());
  }

  /** Returns the liveness checks: if one is down, only a restart helps. */
  OpsResponse live() {
    return response(health.live());
  }

  /** Returns the readiness checks: the sockets are open, and the server is not draining. */
  OpsResponse ready() {
    return response(health.ready());
  }

  /** Returns the start-up checks. */
  OpsResponse started() {
    return response(health.started());
  }

  private static OpsResponse response(List<Probe> probes) {
    List<Check> checks = probes.stream().map(Probe::check).toList();
    boolean up = checks.stream().allMatch(Check::up);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status(up));
    body.put("checks", checks.stream().map(HealthResource::json).toList());
    return OpsResponse.json(
        up ? OK : SERVICE_UNAVAILABLE, Json.createObjectBuilder(body).build().toString());
  }

  private static Map<String, Object> json(Check check) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", check.name());
    shown.put("status", status(check.up()));
    if (!check.data().isEmpty()) {
      shown.put("data", check.data());
    }
    return shown;
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
