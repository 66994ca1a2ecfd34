package dicegate.ops;

import dicegate.wire.ErrorCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * Problem details of the HTTP resources for operators.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
final class Problem {

  private static final String MEDIA_TYPE = "application/problem+json";

  private Problem() {}

  /**
   * Adds a problem to a response.
   *
   * @param builder a response whose status is set
   * @param api the base address of the API, {@code http://localhost/api/}; the documentation of
   *     errors is next to it
   */
  static Response response(
      Response.ResponseBuilder builder, URI api, ErrorCode code, String detail) {
    return response(builder, api, code.code(), code.temporary(), detail);
  }

  /** Adds a problem to a response, with a code that is not one of {@link ErrorCode}. */
  static Response response(
      Response.ResponseBuilder builder, URI api, String code, boolean temporary, String detail) {
    int status = builder.clone().build().getStatus();
    JsonObject body =
        Json.createObjectBuilder()
            .add("type", api.resolve("../docs/").getRawPath() + "#error-" + code)
            .add("title", code)
            .add("status", status)
            .add("detail", detail)
            .add("code", code)
            .add("temporary", temporary)
            .build();
    return builder.type(MEDIA_TYPE).entity(body.toString()).build();
  }
}
