package dicegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Documents and comments name only files and headings that exist. */
final class DocumentsTest {

  private static final int MAX_README_LINES = 200;

  /** A name with a folder, or with an extension of the files that the repository has. */
  private static final Pattern PATH_LIKE =
      Pattern.compile(
          "[A-Za-z.][\\w.-]*(?:/[\\w.@-]+)+/?"
              + "|[A-Za-z][\\w.-]*\\.(?:cfg|conf|css|html|java|js|json|md|mjs|py|svg|xml|ya?ml)");

  /** Texts that look like paths and are not in the repository, each with the reason. */
  private static final Map<String, String> NOT_IN_REPOSITORY =
      Map.of(
          "target/.*", "made by the build",
          ".*\\.min\\.js", "minified libraries, which the build puts into the WAR",
          "WEB-INF/(?:lib|classes)(?:/.*)?|js/(?:lib|vendor)",
              "folders of the WAR for classes and libraries",
          "META-INF/.*", "in archives, or an operator's file",
          "domain\\.xml|domains/.*", "Payara Server's",
          "standalone\\.conf|standalone/.*", "WildFly's",
          "v/.*", "a path of the page's files, with their version",
          "(?:application|text)/.*", "media types",
          "dicegate\\.v1\\.json", "the WebSocket subprotocol",
          ".*\\bNAME\\b.*", "placeholders");

  private static final Pattern DOCUMENT_NAME = Pattern.compile("[\\w/-][\\w./-]*\\.md\\b");

  /** Without comments, and not text. */
  private static final Set<String> BINARY = Set.of("png", "woff2", "jks", "p12", "ico");

  @Test
  void everyLinkLeadsToAFileAndAHeading() throws IOException {
    List<String> broken = new ArrayList<>();
    for (MarkdownFile document : RepositoryFiles.documents()) {
      for (String link : document.links()) {
        if (!link.contains(":") && !leadsSomewhere(document, link)) {
          broken.add(document.path() + ": " + link);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyPathInBackquotesExists() throws IOException {
    Set<String> paths = RepositoryFiles.paths();
    List<String> missing = new ArrayList<>();
    for (MarkdownFile document : RepositoryFiles.documents()) {
      for (String span : document.codeSpans()) {
        if (isPath(span) && !exists(document.path(), span, paths)) {
          missing.add(document.path() + ": " + span);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyDocumentNamedInASourceExists() throws IOException {
    Set<String> paths = RepositoryFiles.paths();
    List<String> missing = new ArrayList<>();
    for (Path source : RepositoryFiles.that(DocumentsTest::isSource)) {
      DOCUMENT_NAME
          .matcher(Files.readString(source, StandardCharsets.UTF_8))
          .results()
          .map(MatchResult::group)
          .filter(name -> !exists(source, name, paths))
          .forEach(name -> missing.add(source + ": " + name));
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void readmeIsShort() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(MAX_README_LINES);
  }

  private static boolean leadsSomewhere(MarkdownFile document, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? document.path() : document.path().resolveSibling(parts[0]).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1 || MarkdownFile.read(target).anchors().contains(parts[1]);
  }

  private static boolean isPath(String span) {
    return PATH_LIKE.matcher(span).matches()
        && !span.contains("..")
        && NOT_IN_REPOSITORY.keySet().stream().noneMatch(span::matches);
  }

  /**
   * Looks below the root, beside the source, and for the end of any path: {@code WEB-INF/web.xml},
   * or {@code wire.json} for a package.
   */
  private static boolean exists(Path source, String name, Set<String> paths) {
    String path = "/" + (name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
    String folder = path.replace('.', '/');
    return Files.exists(source.resolveSibling(path.substring(1)))
        || paths.stream().anyMatch(each -> each.endsWith(path) || each.endsWith(folder));
  }

  private static boolean isSource(Path path) {
    String name = path.getFileName().toString();
    return !name.endsWith(".md")
        && !BINARY.contains(name.substring(name.lastIndexOf('.') + 1))
        && !path.toString().contains("FuzzTestInputs");
  }
}
