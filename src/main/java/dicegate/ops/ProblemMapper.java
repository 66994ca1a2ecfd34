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
      ErrorCode code = codeOf(status.getStatusCode());
      return Problem.response(builder, uri.getBaseUri(), code, code.text());
    }
    String incident = incidents.report(LOG, "http", failure);
    return Problem.response(
        Response.serverError(),
        uri.getBaseUri(),
        ErrorCode.INTERNAL,
        ErrorCode.INTERNAL.text() + " Incident: " + incident + ".");
  }

  /**
   * Returns the code of an HTTP status. A status without a code of its own has the code of its
   * class, as a client has to read it anyway (RFC 9110, section 15).
   */
  private static ErrorCode codeOf(int status) {
    return switch (status) {
      case 401 -> ErrorCode.UNAUTHORIZED;
      case 404 -> ErrorCode.NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 406 -> ErrorCode.NOT_ACCEPTABLE;
      case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      default -> status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
    };
  }
}
