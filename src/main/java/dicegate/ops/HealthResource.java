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
 * Liveness, readiness and start-up checks for orchestrators and load balancers: 200 if all checks
 * are up, else 503. Needs no token: it contains no secret, and probes have no token. Always JSON,
 * whatever {@code Accept} says: a probe must not fail for its headers.
 *
 * <p>A JAX-RS resource, since WildFly's default configuration has no MicroProfile Health.
 *
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-health-4.0/">MicroProfile
 *     Health 4.0, chapter 3, whose JSON this is</a>
 */
@ApplicationScoped
@Path("health")
public class HealthResource {

  @Inject private Health health;

  /** Returns all checks. */
  @GET
  public Response all() {
    return response(
        Stream.of(health.live(), health.ready(), health.started())
            .flatMap(List::stream)
            .distinct()
            .toList());
  }

  /** Returns the liveness checks: if one is down, only a restart helps. */
  @GET
  @Path("live")
  public Response live() {
    return response(health.live());
  }

  /** Returns the readiness checks: the sockets are open, and the server is not draining. */
  @GET
  @Path("ready")
  public Response ready() {
    return response(health.ready());
  }

  /** Returns the start-up checks. */
  @GET
  @Path("started")
  public Response started() {
    return response(health.started());
  }

  private static Response response(List<Probe> probes) {
    List<Check> checks = probes.stream().map(Probe::check).toList();
    boolean up = checks.stream().allMatch(Check::up);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status(up));
    body.put("checks", checks.stream().map(HealthResource::json).toList());
    return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
        .type(MediaType.APPLICATION_JSON)
        .entity(Json.createObjectBuilder(body).build().toString())
        .build();
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
