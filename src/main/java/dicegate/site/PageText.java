package dicegate.site;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page as it is sent: its links lead to the files of this version, and the modules of the first
 * load are named, so that browsers need not find them one by one.
 *
 * <p>All links are relative, so the page works under any context root, and behind a proxy that
 * knows the page under another path.
 *
 * @param html the page as it was written
 */
record PageText(String html) {

  private static final Pattern LINK = Pattern.compile("\\b(href|src)=\"([^\"]*)\"");
  private static final Pattern MODULE =
      Pattern.compile("<script type=\"module\" src=\"([^\"]*)\"></script>");
  private static final String HEAD_END = "</head>";

  /** Returns the files of the page that it links to, in order. */
  List<String> links() {
    return LINK.matcher(html)
        .results()
        .map(found -> found.group(2))
        .filter(link -> !link.isEmpty() && !link.startsWith("#") && !link.contains(":"))
        .toList();
  }

  /** Returns the modules that it starts, in order. */
  List<String> modules() {
    return MODULE.matcher(html).results().map(found -> found.group(1)).toList();
  }

  /**
   * Returns the page with its links.
   *
   * @param prefix what goes before the names of files
   * @param files the names that are files
   * @param preload modules to name as soon to be needed, in this order
   */
  String linked(String prefix, Set<String> files, List<String> preload) {
    String links =
        preload.stream()
            .map(module -> "  <link rel=\"modulepreload\" href=\"" + module + "\">\n")
            .collect(Collectors.joining());
    return LINK.matcher(html.replaceFirst(HEAD_END, Matcher.quoteReplacement(links + HEAD_END)))
        .replaceAll(found -> Matcher.quoteReplacement(link(found, prefix, files)));
  }

  private static String link(MatchResult found, String prefix, Set<String> files) {
    String name = found.group(2);
    return found.group(1) + "=\"" + (files.contains(name) ? prefix : "") + name + "\"";
  }
}
