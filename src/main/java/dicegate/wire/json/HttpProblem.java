package dicegate.wire.json;

import java.util.SortedMap;

/**
 * An error as an HTTP response has it: {@code application/problem+json}.
 *
 * @param root the path of the web application, below which the errors are documented; may be empty
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
public record HttpProblem(ServerError error, String root) {

  /** Returns the members of the JSON object, sorted by name. */
  SortedMap<String, Object> members() {
    SortedMap<String, Object> members = error.members();
    members.remove("message");
    members.put("detail", error.message());
    members.put("status", error.kind().httpStatus());
    members.put("title", error.code());
    members.put("type", root + "/docs/#error-" + error.code());
    return members;
  }
}
