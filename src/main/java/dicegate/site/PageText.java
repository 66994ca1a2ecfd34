package dicegate.site;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The HTML of a page. Before it is served, its links get the version of the files, and the modules
 * of the first load are listed in it, so that browsers do not discover them one by one.
 *
 * <p>All links are relative, so the page works under any context root, and behind a proxy that
 * serves it under another path.
 *
 * @param html the page as in the source
 */
record PageText(String html) {

  private static final Pattern LINK = Pattern.compile("\\b(href|src)=\"([^\"]*)\"");
  private static final Pattern MODULE =
      Pattern.compile("<script type=\"module\" src=\"([^\"]*)\"></script>");
  private static final String HEAD_END = "</head>";

  /** Returns the relative links of the page, in order. */
  List<String> links() {
    return LINK.matcher(html)
        .results()
        .map(found -> found.group(2))
        .filter(link -> !link.isEmpty() && !link.startsWith("#") && !link.contains(":"))
        .toList();
  }

  /** Returns the modules that the page starts, in order. */
  List<String> modules() {
    return MODULE.matcher(html).results().map(found -> found.group(1)).toList();
  }

  /**
   * Returns the page with links to versioned files.
   *
   * @param prefix path to put before the name of each file
   * @param files the names of all files; other links stay as they are
   * @param preload modules to list as {@code modulepreload}, in this order
   */
  String withVersionedLinks(String prefix, Set<String> files, List<String> preload) {
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
