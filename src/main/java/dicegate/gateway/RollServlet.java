package dicegate.gateway;

import dicegate.wire.ErrorCode;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.HttpProblem;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rolls and odds over HTTP, for scripts: one request, one answer, from the same engines and under
 * the same limits as over a WebSocket. POST is for clients that want no GET to be repeated or
 * cached.
 *
 * <p>The expression is the parameter {@code expr} of the query, else of the form. In both it is
 * form-encoded: {@code +} is {@code %2B}.
 *
 * <p>No thread waits here, neither for an engine nor for a client that sends or reads slowly. So it
 * is a servlet: JAX-RS would write, blocking, on the thread that completes the answer, the fleet's.
 */
@WebServlet(
    urlPatterns = {RollServlet.ROLL, RollServlet.ODDS},
    asyncSupported = true)
public class RollServlet extends HttpServlet {

  static final String ROLL = "/api/roll";
  static final String ODDS = "/api/odds";

  private static final long serialVersionUID = 1L;
  private static final String METHODS = "GET, HEAD, POST, OPTIONS";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String EXPR = "expr";
  private static final int MILLIS_PER_SECOND = 1_000;

  @Inject private transient HttpRollHandler handler;
  @Inject private transient JsonCodec json;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    HttpExchange exchange = HttpExchange.begin(request, response);
    switch (request.getMethod()) {
      case "GET", "HEAD" -> ask(exchange, inQuery(request));
      case "POST" -> {
        String expr = inQuery(request);
        String type = mediaType(request);
        if (expr != null || type.isEmpty()) {
          ask(exchange, expr);
        } else if (type.equals(FORM)) {
          FormReader.read(request, form -> ask(exchange, form.value(EXPR)), exchange::abandon);
        } else {
          problem(exchange, ServerError.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE));
        }
      }
      case "OPTIONS" -> {
        response.setHeader("Allow", METHODS);
        exchange.answer(HttpServletResponse.SC_NO_CONTENT, null, new byte[0]);
      }
      default -> {
        response.setHeader("Allow", METHODS);
        problem(exchange, ServerError.of(ErrorCode.METHOD_NOT_ALLOWED));
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the future never fails, and answer never throws
  private void ask(HttpExchange exchange, @Nullable String expr) {
    HttpServletRequest request = exchange.request();
    Verb verb = request.getServletPath().equals(ODDS) ? Verb.ODDS : Verb.ROLL;
    handler
        .ask(verb, expr == null ? "" : expr, ClientAddress.of(request), exchange.over())
        .thenAccept(answer -> answer(exchange, answer));
  }

  private void answer(HttpExchange exchange, HttpResult answer) {
    switch (answer) {
      case HttpResult.Ok ok ->
          exchange.answer(HttpServletResponse.SC_OK, "application/json", bytes(ok.json()));
      case HttpResult.Failed failed -> {
        Integer retryAfterMs = failed.error().retryAfterMs();
        if (retryAfterMs != null) {
          exchange.header(
              "Retry-After",
              Integer.toString(Math.max(1, Math.ceilDiv(retryAfterMs, MILLIS_PER_SECOND))));
        }
        problem(exchange, failed.error());
      }
    }
  }

  private void problem(HttpExchange exchange, ServerError error) {
    HttpProblem problem = new HttpProblem(error, exchange.request().getContextPath());
    exchange.answer(
        error.kind().httpStatus(), "application/problem+json", bytes(json.problem(problem)));
  }

  /* Not by getParameter, which reads a form's body and blocks. */
  private static @Nullable String inQuery(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? null : new FormBody(query).value(EXPR);
  }

  /** Returns the media type of the body, in lower case, without parameters; empty if absent. */
  private static String mediaType(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
