package dicegate.gateway;

import dicegate.http.HttpExchange;
import dicegate.wire.json.HttpProblem;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes the results of rolls as responses. Thread-safe. */
record HttpResults(JsonCodec json) {

  static final String FORM = "application/x-www-form-urlencoded";
  static final String JSON = "application/json";

  private static final int MILLIS_PER_SECOND = 1_000;

  /** Returns the media type of the body, in lower case, without parameters; empty if absent. */
  static String mediaType(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Lists the media types of bodies.
   *
   * @see <a href="https://www.w3.org/TR/ldp/#header-accept-post">Linked Data Platform, the
   *     Accept-Post response header</a>
   */
  static void acceptPost(HttpExchange exchange) {
    exchange.header("Accept-Post", JSON + ", " + FORM);
  }

  /** Answers with a result or an error. */
  void answer(HttpExchange exchange, HttpResult answer) {
    switch (answer) {
      case HttpResult.Ok ok -> exchange.answer(HttpServletResponse.SC_OK, JSON, bytes(ok.json()));
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

  /** Answers with an error. */
  void problem(HttpExchange exchange, ServerError error) {
    HttpProblem problem = new HttpProblem(error, exchange.request().getContextPath());
    exchange.answer(
        error.kind().httpStatus(), "application/problem+json", bytes(json.problem(problem)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
