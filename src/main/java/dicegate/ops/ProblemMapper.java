package dicegate.ops;

import dicegate.telemetry.Incidents;
import dicegate.wire.ErrorCode;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;

/** Maps exceptions of the resources, and of the server that calls them, to problem details. */
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
      return ErrorCode.find(codeOf(status))
          .map(code -> Problem.response(builder, uri.getBaseUri(), code, code.text()))
          .orElseGet(
              () ->
                  Problem.response(
                      builder,
                      uri.getBaseUri(),
                      codeOf(status),
                      false,
                      status.getReasonPhrase() + "."));
    }
    String incident = incidents.report(LOG, "http", failure);
    return Problem.response(
        Response.serverError(),
        uri.getBaseUri(),
        ErrorCode.INTERNAL,
        ErrorCode.INTERNAL.text() + " Incident: " + incident + ".");
  }

  /** Returns the code of an HTTP status: its reason phrase in lower case, such as not_found. */
  private static String codeOf(Response.StatusType status) {
    return status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
