package dicegate.ops;

import dicegate.telemetry.MetricsExposition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The metrics in a text format of Prometheus.
 *
 * <p>Declares no media type: a scraper that accepts only protobuf gets text, which it can read,
 * instead of 406.
 */
@ApplicationScoped
@Path("metrics")
public class MetricsResource {

  @Inject private MetricsExposition exposition;

  @GET
  @RequiresToken
  public Response scrape(@HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    MetricsExposition.Text text = exposition.write(accept == null ? "" : accept);
    return Response.ok(text.body(), text.contentType()).build();
  }
}
