package dicegate.ops;

import dicegate.wire.ErrorCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * An error of the HTTP resources, where no roll is in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
final class Problem {

  private static final String MEDIA_TYPE = "application/problem+json";

  private Problem() {}

  /**
   * Makes a response of one whose status is set.
   *
   * @param api where the resources are, {@code http://localhost/api/}; the document of errors is
   *     beside them
   */
  static Response response(
      Response.ResponseBuilder builder, URI api, ErrorCode code, String detail) {
    int status = builder.clone().build().getStatus();
    JsonObject body =
        Json.createObjectBuilder()
            .add("type", api.resolve("../docs/").getRawPath() + "#error-" + code.code())
            .add("title", code.code())
            .add("status", status)
            .add("detail", detail)
            .add("code", code.code())
            .add("temporary", code.temporary())
            .build();
    return builder.type(MEDIA_TYPE).entity(body.toString()).build();
  }
}
