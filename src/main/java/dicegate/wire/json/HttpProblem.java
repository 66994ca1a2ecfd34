package dicegate.wire.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error over HTTP. What follows {@code detail} is as in {@link ServerError}.
 *
 * @param type where the error is explained, a reference to be resolved against the request's
 * @param title the error's code
 * @param status the HTTP status
 * @param detail what went wrong, for a person
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
public record HttpProblem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    boolean temporary,
    @Nullable Integer retryAfterMs,
    @Nullable Integer pos,
    @Nullable Integer len,
    @Nullable List<String> expected,
    @Nullable String hint,
    @Nullable String incident) {

  /**
   * Returns the problem that an error is.
   *
   * @param root the path of the web application, which has the document of errors; may be empty
   */
  public static HttpProblem of(int status, ServerError error, String root) {
    return new HttpProblem(
        root + "/docs/#error-" + error.code(),
        error.code(),
        status,
        error.message(),
        error.code(),
        error.temporary(),
        error.retryAfterMs(),
        error.pos(),
        error.len(),
        error.expected(),
        error.hint(),
        error.incident());
  }
}
