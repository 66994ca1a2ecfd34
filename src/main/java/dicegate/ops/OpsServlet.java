package dicegate.ops;

import dicegate.http.HttpExchange;
import dicegate.http.HttpExchanges;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.MetricsExposition;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.HttpProblem;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;

/**
 * The resources for operators: health, information and metrics. Every other path below {@code /api}
 * is answered as not found.
 *
 * <p>The metrics are text, whatever {@code Accept} says: a scraper that accepts only protobuf can
 * read text, and cannot read 406.
 */
@WebServlet(urlPatterns = OpsServlet.ROOT + "/*", asyncSupported = true)
public class OpsServlet extends HttpServlet {

  /** The path of all resources over HTTP. */
  static final String ROOT = "/api";

  /** The paths of the resources for operators, below {@link #ROOT}. */
  public static final Set<String> PATHS =
      Set.of("/health", "/health/live", "/health/ready", "/health/started", "/info", "/metrics");

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(OpsServlet.class.getName());

  private static final String METHODS = "GET, HEAD, OPTIONS";
  private static final String PROBLEM = "application/problem+json";

  @Inject private transient HttpExchanges exchanges;
  @Inject private transient HealthResource health;
  @Inject private transient InfoResource info;
  @Inject private transient MetricsExposition exposition;
  @Inject private transient OpsSettings settings;
  @Inject private transient Incidents incidents;
  @Inject private transient JsonCodec json;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    exchanges.begin(request, response).ifPresent(exchange -> serve(request, exchange));
  }

  private void serve(HttpServletRequest request, HttpExchange exchange) {
    try {
      String path = path(request);
      if (!PATHS.contains(path)) {
        problem(exchange, ServerError.of(ErrorCode.NOT_FOUND));
        return;
      }
      switch (request.getMethod()) {
        case "GET", "HEAD" -> get(path, request, exchange);
        case "OPTIONS" -> {
          exchange.header("Allow", METHODS);
          exchange.answerEmpty(HttpServletResponse.SC_OK);
        }
        default -> {
          exchange.header("Allow", METHODS);
          problem(exchange, ServerError.of(ErrorCode.METHOD_NOT_ALLOWED));
        }
      }
    } catch (RuntimeException e) {
      problem(exchange, ServerError.internal(incidents.report(LOG, "http", e)));
    }
  }

  private void get(String path, HttpServletRequest request, HttpExchange exchange) {
    switch (path) {
      case "/health" -> answer(exchange, health.all());
      case "/health/live" -> answer(exchange, health.live());
      case "/health/ready" -> answer(exchange, health.ready());
      case "/health/started" -> answer(exchange, health.started());
      default -> {
        if (!OperatorToken.permits(settings, request.getHeader("Authorization"))) {
          exchange.header("WWW-Authenticate", "Bearer realm=\"dicegate\"");
          problem(exchange, ServerError.of(ErrorCode.UNAUTHORIZED));
        } else if (path.equals("/metrics")) {
          MetricsExposition.Text text = exposition.write(accept(request));
          answer(exchange, OpsResponse.ok(text.contentType(), text.body()));
        } else if (acceptsJson(accept(request))) {
          answer(exchange, OpsResponse.json(HttpServletResponse.SC_OK, info.info()));
        } else {
          problem(exchange, ServerError.of(ErrorCode.NOT_ACCEPTABLE));
        }
      }
    }
  }

  /** Returns the path below the root, without a final slash; empty for the root itself. */
  private static String path(HttpServletRequest request) {
    String path = request.getPathInfo();
    if (path == null) {
      return "";
    }
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String accept(HttpServletRequest request) {
    return String.join(",", Collections.list(request.getHeaders("Accept")));
  }

  private static boolean acceptsJson(String accept) {
    return accept.isEmpty()
        || accept.contains("*/*")
        || accept.contains("application/*")
        || accept.contains("application/json");
  }

  private void problem(HttpExchange exchange, ServerError error) {
    HttpProblem problem = new HttpProblem(error, exchange.request().getContextPath());
    answer(exchange, new OpsResponse(error.kind().httpStatus(), PROBLEM, json.problem(problem)));
  }

  private static void answer(HttpExchange exchange, OpsResponse response) {
    exchange.answer(
        response.status(), response.type(), response.body().getBytes(StandardCharsets.UTF_8));
  }
}
