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
 * Rolls and odds over HTTP, for scripts: one request, one answer, through the same fleet and under
 * the same limits as over a WebSocket. POST is for who takes care that what is fetched by GET may
 * be fetched twice.
 *
 * <p>The expression is {@code expr} of the query, or of a form if it is not there. In both it is
 * encoded as such: {@code +} is {@code %2B}.
 *
 * <p>Nothing here waits, neither for an engine nor for a client that is slow to send or to read: so
 * a servlet, for JAX-RS writes on whatever thread has the answer, and that is the fleet's.
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

  @Inject private transient HttpRollHandler asker;
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

  @SuppressWarnings("FutureReturnValueIgnored") // never fails, and what is thrown here is caught
  private void ask(HttpExchange exchange, @Nullable String expr) {
    HttpServletRequest request = exchange.request();
    Verb verb = request.getServletPath().equals(ODDS) ? Verb.ODDS : Verb.ROLL;
    asker
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

  /* Not by getParameter, which reads the body of a form, and waits for it. */
  private static @Nullable String inQuery(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? null : new FormBody(query).value(EXPR);
  }

  /** Returns the media type of the body in lower case and without parameters; may be empty. */
  private static String mediaType(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
