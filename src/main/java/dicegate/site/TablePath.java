package dicegate.site;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of tables, {@code /t/NAME}: all of them serve the page, which reads the name itself. */
final class TablePath {

  /** One path segment of RFC 3986, without the semicolon, with which servers begin parameters. */
  private static final Pattern PATH =
      Pattern.compile("/t/((?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2}|[^\\x00-\\x7f])+)");

  /** Names that are not allowed in any spelling: dot segments, separators, control characters. */
  private static final Pattern FORBIDDEN_NAME =
      Pattern.compile("\\.{1,2}|.*[/\\\\\\p{Cntrl};].*", Pattern.DOTALL);

  private TablePath() {}

  /**
   * Returns whether this is the path of a table.
   *
   * @param path below the context root, not decoded
   */
  static boolean matches(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return false;
    }
    String name = URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    return !FORBIDDEN_NAME.matcher(name).matches();
  }
}
