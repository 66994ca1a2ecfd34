package dicegate.gateway;

import dicegate.http.HttpExchange;
import dicegate.http.HttpExchanges;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.RollParameters;
import dicegate.wire.json.ServerError;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Rolls and odds over HTTP, for scripts and pages: one request, one answer, from the same engines
 * and under the same limits as over a WebSocket. POST is for clients that want no GET to be
 * repeated or cached.
 *
 * <p>The expression is {@code expr}, given once: in the query or a form, where it is form-encoded
 * ({@code +} is {@code %2B}), or in a JSON body, which may also have {@code vars} as a frame has.
 *
 * <p>Pages of other origins may use it by {@link CorsPolicy}. A roll is shown to its caller alone,
 * so requests of pages that are not listed have no effect on others.
 *
 * <p>No thread waits here, neither for an engine nor for a client that sends or reads slowly. So it
 * is a servlet with {@link HttpExchange}: JAX-RS would write, blocking, on the thread that
 * completes the answer, the fleet's.
 */
@WebServlet(
    urlPatterns = {RollServlet.ROLL, RollServlet.ODDS},
    asyncSupported = true)
public class RollServlet extends HttpServlet {

  static final String ROLL = "/api/roll";
  static final String ODDS = "/api/odds";

  private static final long serialVersionUID = 1L;
  private static final String METHODS = "GET, HEAD, POST, OPTIONS";
  private static final String CORS_METHODS = "GET, HEAD, POST";

  @Inject private transient HttpExchanges exchanges;
  @Inject private transient HttpRollHandler handler;
  @Inject private transient GatewaySettings settings;
  @Inject private transient JsonCodec json;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    new CorsPolicy(new OriginPolicy(settings.origins()), CORS_METHODS).apply(request, response);
    Optional<HttpExchange> begun = exchanges.begin(request, response);
    if (begun.isPresent()) {
      serve(request, begun.get());
    }
  }

  private void serve(HttpServletRequest request, HttpExchange exchange) throws IOException {
    switch (request.getMethod()) {
      case "GET", "HEAD" -> ask(exchange, () -> inQuery(request));
      case "POST" -> {
        switch (HttpResults.mediaType(request)) {
          case "" -> ask(exchange, () -> inQuery(request));
          case HttpResults.FORM -> readBody(exchange, text -> new FormBody(text).parameters());
          case HttpResults.JSON -> readBody(exchange, json::rollParameters);
          default -> {
            HttpResults.acceptPost(exchange);
            new HttpResults(json)
                .problem(exchange, ServerError.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE));
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
        new HttpResults(json).problem(exchange, ServerError.of(ErrorCode.METHOD_NOT_ALLOWED));
      }
    }
  }

  private void readBody(HttpExchange exchange, Function<String, RollParameters> format)
      throws IOException {
    HttpServletRequest request = exchange.request();
    exchange.awaitBody();
    BodyReader.read(
        request,
        text -> {
          exchange.bodyRead();
          ask(exchange, () -> inQuery(request).with(format.apply(text)));
        },
        () -> {
          exchange.bodyRead();
          ask(exchange, () -> new RollParameters.Invalid(BodyReader.TOO_LONG));
        },
        exchange::abandon);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the future never fails, and answer never throws
  private void ask(HttpExchange exchange, Supplier<RollParameters> parameters) {
    HttpServletRequest request = exchange.request();
    Verb verb = request.getServletPath().equals(ODDS) ? Verb.ODDS : Verb.ROLL;
    handler
        .ask(verb, parameters, exchange.address(), exchange.over())
        .thenAccept(answer -> new HttpResults(json).answer(exchange, answer));
  }

  /* Not by getParameter, which reads a form's body and blocks. */
  private static RollParameters inQuery(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? RollParameters.none() : new FormBody(query).parameters();
  }
}
