package dicegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE lists every package, every folder of the page, and every thread. */
final class ArchitectureDocumentTest {

  private static final Path ARCHITECTURE = Path.of("src", "docs", "ARCHITECTURE.md");
  private static final Path MAIN = Path.of("src", "main", "java");
  private static final Path PAGE = Path.of("webapp", "js");

  private static final Pattern FIRST_CELL = Pattern.compile("\\| `([^`]+)`.*");

  /** A thread's name, or its beginning where a number follows. */
  private static final Pattern THREAD_NAME = Pattern.compile("\"(dicegate-[a-z-]*[a-z])-?\"");

  /** Two words in one, with or without a member. */
  private static final Pattern TYPE_NAME =
      Pattern.compile("([A-Z][a-z]+[A-Z]\\w*)(?:\\.[a-z]\\w*)?");

  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|interface|enum|record) ([A-Z]\\w+)");

  private static final int MIN_TYPES = 50;

  @Test
  void everyPackageIsListed() throws IOException {
    Path root = MAIN.resolve("dicegate");

    assertThat(rows())
        .containsAll(
            RepositoryFiles.that(path -> path.startsWith(root) && isPackageInfo(path)).stream()
                .map(path -> root.relativize(path).toString().replace('\\', '/'))
                .filter(path -> path.contains("/"))
                .map(path -> path.substring(0, path.lastIndexOf('/')).replace('/', '.'))
                .toList());
  }

  @Test
  void everyFolderOfThePageIsListed() throws IOException {
    assertThat(rows())
        .containsAll(
            RepositoryFiles.that(path -> path.startsWith(PAGE)).stream()
                .map(PAGE::relativize)
                .filter(path -> path.getNameCount() > 1)
                .map(path -> "js/" + path.getName(0))
                .toList());
  }

  @Test
  void everyThreadIsListed() throws IOException {
    String architecture = Files.readString(ARCHITECTURE);
    Set<String> threads = new TreeSet<>();
    for (Path source : RepositoryFiles.that(path -> path.startsWith(MAIN))) {
      THREAD_NAME
          .matcher(Files.readString(source))
          .results()
          .forEach(name -> threads.add(name.group(1)));
    }

    assertThat(threads).contains("dicegate-fleet").allMatch(architecture::contains);
  }

  @Test
  void everyTypeInBackquotesExists() throws IOException {
    Set<String> types = new TreeSet<>();
    for (Path source : RepositoryFiles.that(path -> path.toString().endsWith(".java"))) {
      DECLARATION
          .matcher(Files.readString(source))
          .results()
          .forEach(type -> types.add(type.group(1)));
    }

    assertThat(MarkdownFile.read(ARCHITECTURE).codeSpans())
        .map(TYPE_NAME::matcher)
        .filteredOn(Matcher::matches)
        .map(name -> name.group(1))
        .hasSizeGreaterThan(MIN_TYPES)
        .isSubsetOf(types);
  }

  private static boolean isPackageInfo(Path path) {
    return path.endsWith("package-info.java");
  }

  /** Returns the first cell of each row of a table that has it in backquotes. */
  private static List<String> rows() throws IOException {
    return Files.readAllLines(ARCHITECTURE).stream()
        .map(FIRST_CELL::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .toList();
  }
}
