package dicegate.site;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What of a request matters to files. Ranges do not: the largest file is sent in 80 kB, so all is
 * always sent whole, as a server may.
 *
 * @param method such as GET
 * @param path below the context root, with its slash, not decoded
 * @param acceptEncoding the header; null if there is none
 * @param ifNoneMatch the header; null if there is none
 */
record FileRequest(
    String method, String path, @Nullable String acceptEncoding, @Nullable String ifNoneMatch) {

  private static final String WEAK = "W/";

  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /**
   * Whether the client has what this entity tag stands for.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, section
   *     13.1.2</a>
   */
  boolean has(String etag) {
    String tags = ifNoneMatch == null ? "" : ifNoneMatch.strip();
    return tags.equals("*")
        || Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .map(tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag)
            .anyMatch(etag::equals);
  }
}
