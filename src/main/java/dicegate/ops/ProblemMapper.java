package dicegate.ops;

import dicegate.telemetry.Incidents;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;

/** Makes problems of what the resources, or the server that calls them, throw. */
@Provider
public class ProblemMapper implements ExceptionMapper<Exception> {

  private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Inject private Incidents incidents;
  @Context private UriInfo uri;

  @Override
  public Response toResponse(Exception failure) {
    if (failure instanceof WebApplicationException refusal) {
      Response.StatusType status = refusal.getResponse().getStatusInfo();
      Response.ResponseBuilder builder = Response.status(status);
      String allowed = refusal.getResponse().getHeaderString(HttpHeaders.ALLOW);
      if (allowed != null) {
        builder.header(HttpHeaders.ALLOW, allowed);
      }
      String phrase = status.getReasonPhrase();
      return Problem.response(
          builder,
          uri.getBaseUri(),
          phrase.toLowerCase(Locale.ROOT).replace(' ', '_'),
          phrase + ".");
    }
    String incident = incidents.report(LOG, "http", failure);
    return Problem.response(
        Response.serverError(),
        uri.getBaseUri(),
        "internal",
        "Something broke on our side: incident " + incident);
  }
}
