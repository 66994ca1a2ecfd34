package dicegate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document in Markdown: its links, the anchors of its headings, and its code spans. Fenced code
 * blocks are left out.
 *
 * @param path relative to the repository
 * @param prose the lines outside of code blocks
 */
record MarkdownFile(Path path, List<String> prose) {

  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
  private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)(?: +#+)?");
  private static final Pattern LINK_IN_HEADING = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern NOT_IN_ANCHOR = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]");
  private static final Pattern FENCE = Pattern.compile("\\s*(?:```|~~~).*");

  static MarkdownFile read(Path path) throws IOException {
    List<String> prose = new ArrayList<>();
    boolean code = false;
    for (String line : Files.readAllLines(path)) {
      if (FENCE.matcher(line).matches()) {
        code = !code;
      } else if (!code) {
        prose.add(line);
      }
    }
    return new MarkdownFile(path, List.copyOf(prose));
  }

  /** Returns the targets of all links and images. */
  List<String> links() {
    // Without code spans, in which brackets are not links.
    return matches(LINK, CODE_SPAN.matcher(String.join("\n", prose)).replaceAll("code"))
        .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
        .toList();
  }

  /** Returns the texts in backquotes. */
  List<String> codeSpans() {
    return matches(CODE_SPAN, String.join("\n", prose)).map(span -> span.group(1)).toList();
  }

  /**
   * Returns the anchors of the headings, as GitHub makes them: lower case, hyphens for blanks, no
   * punctuation, a number behind repeated ones.
   */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> repeats = new HashMap<>();
    for (String line : prose) {
      var heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor = anchor(heading.group(1));
        int before = repeats.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    String text = LINK_IN_HEADING.matcher(heading).replaceAll("$1");
    return NOT_IN_ANCHOR
        .matcher(text.toLowerCase(Locale.ROOT))
        .replaceAll("")
        .strip()
        .replace(' ', '-');
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }
}
