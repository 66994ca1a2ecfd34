package dicegate.ops;

import dicegate.telemetry.Health;
import dicegate.telemetry.Probe;
import dicegate.telemetry.Probe.Check;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether it lives, is ready and has started, for whoever restarts it and sends it players: 200 if
 * all checks are up, else 503. Never guarded: it tells no secret, and what asks has no token.
 * Always JSON: no probe is to fail for what it says it accepts.
 *
 * <p>By JAX-RS, since WildFly's default has no MicroProfile Health.
 *
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-health-4.0/">MicroProfile
 *     Health 4.0, chapter 3, whose JSON this is</a>
 */
@ApplicationScoped
@Path("health")
public class HealthResource {

  @Inject private Health health;

  /** Tells all there is to tell. */
  @GET
  public Response all() {
    return answer(
        Stream.of(health.live(), health.ready(), health.started())
            .flatMap(List::stream)
            .distinct()
            .toList());
  }

  /** Tells whether only a restart could help. */
  @GET
  @Path("live")
  public Response live() {
    return answer(health.live());
  }

  /** Tells whether players are served: the sockets are there, and it is not going down. */
  @GET
  @Path("ready")
  public Response ready() {
    return answer(health.ready());
  }

  /** Tells whether it has started. */
  @GET
  @Path("started")
  public Response started() {
    return answer(health.started());
  }

  private static Response answer(List<Probe> probes) {
    List<Check> checks = probes.stream().map(Probe::check).toList();
    boolean up = checks.stream().allMatch(Check::up);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", word(up));
    body.put("checks", checks.stream().map(HealthResource::shown).toList());
    return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
        .type(MediaType.APPLICATION_JSON)
        .entity(Json.createObjectBuilder(body).build().toString())
        .build();
  }

  private static Map<String, Object> shown(Check check) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", check.name());
    shown.put("status", word(check.up()));
    if (!check.data().isEmpty()) {
      shown.put("data", check.data());
    }
    return shown;
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
