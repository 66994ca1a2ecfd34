package dicegate.gateway;

import dicegate.http.HttpExchange;
import dicegate.http.HttpExchanges;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.TableRollParameters;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rolls at tables over HTTP, for scripts, buttons and other programs that have a key of the table.
 *
 * <p>All parameters are in the body, a form or JSON; the key may be in {@code Authorization:
 * Bearer} instead. A request with a query is refused, since servers and proxies log addresses.
 *
 * <p>Others see such a roll. So a page that is neither of this server nor of a listed origin is
 * refused, as it is for WebSockets, though it would have to know the key.
 *
 * <p>No thread waits here; see {@link RollServlet}.
 */
@WebServlet(urlPatterns = TableRollServlet.PATTERN, asyncSupported = true)
public class TableRollServlet extends HttpServlet {

  static final String PATTERN = "/api/tables/*";

  private static final long serialVersionUID = 1L;
  private static final String METHODS = "POST, OPTIONS";
  private static final String CORS_METHODS = "POST";
  private static final String BEARER = "bearer ";

  /** The segments of a path behind the servlet's, {@code /name/roll}; the first is empty. */
  private static final int SEGMENTS = 3;

  @Inject private transient HttpExchanges exchanges;
  @Inject private transient HttpTableRollHandler handler;
  @Inject private transient GatewaySettings settings;
  @Inject private transient JsonCodec json;
  @Inject private transient Metrics metrics;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    OriginPolicy origins = new OriginPolicy(settings.origins());
    new CorsPolicy(origins, CORS_METHODS).apply(request, response);
    Optional<HttpExchange> begun = exchanges.begin(request, response);
    if (begun.isEmpty()) {
      return;
    }
    HttpExchange exchange = begun.get();
    List<String> origin = Collections.list(request.getHeaders("Origin"));
    if (!origins.accepts(origin, request.getHeader("Host"))) {
      metrics.count(Counter.ORIGINS_REFUSED);
      exchange.answer(
          HttpServletResponse.SC_FORBIDDEN,
          "text/plain;charset=UTF-8",
          "Pages of this origin may not roll at tables.".getBytes(StandardCharsets.UTF_8));
      return;
    }
    Optional<String> table = table(request);
    if (table.isEmpty()) {
      problem(exchange, ServerError.of(ErrorCode.NOT_FOUND));
    } else {
      serve(table.get(), exchange);
    }
  }

  private void serve(String table, HttpExchange exchange) throws IOException {
    HttpServletRequest request = exchange.request();
    switch (request.getMethod()) {
      case "POST" -> {
        switch (HttpResults.mediaType(request)) {
          case HttpResults.FORM ->
              readBody(table, exchange, text -> new FormBody(text).tableRoll());
          case HttpResults.JSON -> readBody(table, exchange, json::tableRollParameters);
          default -> {
            HttpResults.acceptPost(exchange);
            problem(exchange, ServerError.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE));
          }
        }
      }
      case "OPTIONS" -> {
        exchange.header("Allow", METHODS);
        HttpResults.acceptPost(exchange);
        exchange.answerEmpty(HttpServletResponse.SC_NO_CONTENT);
      }
      default -> {
        exchange.header("Allow", METHODS);
        problem(exchange, ServerError.of(ErrorCode.METHOD_NOT_ALLOWED));
      }
    }
  }

  private void readBody(
      String table, HttpExchange exchange, Function<String, TableRollParameters> format)
      throws IOException {
    HttpServletRequest request = exchange.request();
    exchange.awaitBody();
    BodyReader.read(
        request,
        text -> {
          exchange.bodyRead();
          roll(table, exchange, () -> parameters(request, format.apply(text)));
        },
        () -> {
          exchange.bodyRead();
          roll(table, exchange, () -> new TableRollParameters.Invalid(BodyReader.TOO_LONG));
        },
        exchange::abandon);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the future never fails, and answer never throws
  private void roll(String table, HttpExchange exchange, Supplier<TableRollParameters> parameters) {
    handler
        .roll(table, parameters, exchange.address(), exchange.over())
        .thenAccept(answer -> new HttpResults(json).answer(exchange, answer));
  }

  private void problem(HttpExchange exchange, ServerError error) {
    new HttpResults(json).problem(exchange, error);
  }

  /** Returns the parameters of a request with this body. */
  private static TableRollParameters parameters(
      HttpServletRequest request, TableRollParameters body) {
    if (request.getQueryString() != null) {
      return TableRollParameters.invalid(
          "The address has a query. Send all parameters in the body: addresses are logged, and the"
              + " key is a secret.");
    }
    List<String> authorizations = Collections.list(request.getHeaders("Authorization"));
    return authorizations.size() > 1
        ? TableRollParameters.invalid("The header Authorization is given twice; send it once.")
        : body.withKey(bearer(authorizations));
  }

  /** Returns the key in the header; null if there is none, or it is for a proxy on the way. */
  private static @Nullable String bearer(List<String> authorizations) {
    for (String each : authorizations) {
      if (each.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
        return each.substring(BEARER.length()).strip();
      }
    }
    return null;
  }

  /**
   * Returns the name in the path, which may not be a valid one; empty if the path is another one.
   */
  private static Optional<String> table(HttpServletRequest request) {
    String root = request.getContextPath() + request.getServletPath();
    String[] segments = request.getRequestURI().substring(root.length()).split("/", -1);
    if (segments.length != SEGMENTS || !segments[2].equals("roll")) {
      return Optional.empty();
    }
    try {
      // A + is itself in a path.
      String name = segments[1].replace("+", "%2B");
      return Optional.of(URLDecoder.decode(name, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }
}
