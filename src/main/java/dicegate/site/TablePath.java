package dicegate.site;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of tables, {@code /t/NAME}: all of them are the page, which reads the name. */
final class TablePath {

  /** One segment as RFC 3986 has it, without the semicolon, in which servers see parameters. */
  private static final Pattern PATH =
      Pattern.compile("/t/((?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2}|[^\\x00-\\x7f])+)");

  /** What may not be a name, however it is written. */
  private static final Pattern TRICK =
      Pattern.compile("\\.{1,2}|.*[/\\\\\\p{Cntrl};].*", Pattern.DOTALL);

  private TablePath() {}

  /**
   * Whether this is one.
   *
   * @param path below the context root, not decoded
   */
  static boolean is(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return false;
    }
    String name = URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    return !TRICK.matcher(name).matches();
  }
}
