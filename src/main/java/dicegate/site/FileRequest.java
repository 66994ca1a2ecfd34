package dicegate.site;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that matter to the file server. It ignores {@code Range}, as RFC 9110
 * permits: the largest file is 80 kB compressed.
 *
 * @param method such as GET
 * @param path below the context root, with a leading slash, not decoded
 * @param acceptEncoding that header; null if it is absent
 * @param ifNoneMatch that header; null if it is absent
 */
record FileRequest(
    String method, String path, @Nullable String acceptEncoding, @Nullable String ifNoneMatch) {

  private static final String WEAK = "W/";

  boolean isGetOrHead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /**
   * Returns whether {@code If-None-Match} contains this entity tag: then the client's copy is
   * current.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, section
   *     13.1.2</a>
   */
  boolean matches(String etag) {
    String tags = ifNoneMatch == null ? "" : ifNoneMatch.strip();
    return tags.equals("*")
        || Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .map(tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag)
            .anyMatch(etag::equals);
  }
}
