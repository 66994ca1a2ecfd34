package dicegate.gateway;

import dicegate.wire.frames.Verb;
import dicegate.wire.json.HttpProblem;
import dicegate.wire.json.JsonCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Rolls and odds over HTTP, for scripts: one request, one answer, through the same fleet and under
 * the same limits as over a WebSocket. Never waits for an engine.
 *
 * <p>The expression is {@code expr} of the query, or of a form if it is not there. In both it is
 * encoded as such: {@code +} is {@code %2B}.
 */
@ApplicationScoped
@Path("")
public class RollResource {

  private static final String PROBLEM = "application/problem+json";
  private static final int MILLIS_PER_SECOND = 1_000;

  @Inject private HttpAsker asker;
  @Inject private JsonCodec json;

  /** Rolls. */
  @GET
  @Path("roll")
  public CompletionStage<Response> roll(
      @QueryParam("expr") @Nullable String expr, @Context HttpServletRequest request) {
    return ask(Verb.ROLL, expr, request);
  }

  /** Rolls; for who takes care that what is fetched by GET may be fetched twice. */
  @POST
  @Path("roll")
  public CompletionStage<Response> roll(
      @QueryParam("expr") @Nullable String expr,
      @Context HttpServletRequest request,
      InputStream body)
      throws IOException {
    return ask(Verb.ROLL, expr == null ? form(request, body) : expr, request);
  }

  /** Tells the odds. */
  @GET
  @Path("odds")
  public CompletionStage<Response> odds(
      @QueryParam("expr") @Nullable String expr, @Context HttpServletRequest request) {
    return ask(Verb.ODDS, expr, request);
  }

  /** Tells the odds. */
  @POST
  @Path("odds")
  public CompletionStage<Response> odds(
      @QueryParam("expr") @Nullable String expr,
      @Context HttpServletRequest request,
      InputStream body)
      throws IOException {
    return ask(Verb.ODDS, expr == null ? form(request, body) : expr, request);
  }

  private CompletionStage<Response> ask(
      Verb verb, @Nullable String expr, HttpServletRequest request) {
    return asker
        .ask(verb, expr == null ? "" : expr, request.getRemoteAddr())
        .thenApply(this::response);
  }

  /* Not by @FormParam: a POST without a body has no media type, and fits a method for forms then. */
  private static @Nullable String form(HttpServletRequest request, InputStream body)
      throws IOException {
    String type = request.getContentType();
    return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED)
        ? FormBody.read(body).value("expr")
        : null;
  }

  private Response response(HttpAnswer answer) {
    return switch (answer) {
      case HttpAnswer.Ok ok -> Response.ok(ok.json(), MediaType.APPLICATION_JSON).build();
      case HttpAnswer.Failed failed -> {
        Response.ResponseBuilder builder =
            Response.status(failed.status())
                .type(PROBLEM)
                .entity(json.problem(HttpProblem.of(failed.status(), failed.error())));
        Integer retryAfterMs = failed.error().retryAfterMs();
        if (retryAfterMs != null) {
          builder.header(
              HttpHeaders.RETRY_AFTER, Math.max(1, Math.ceilDiv(retryAfterMs, MILLIS_PER_SECOND)));
        }
        yield builder.build();
      }
    };
  }
}
