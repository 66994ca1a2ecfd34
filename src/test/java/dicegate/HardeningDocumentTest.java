package dicegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of what a stranger can take names a test for each row, and each of them exists. */
final class HardeningDocumentTest {

  private static final Path DOCUMENT = Path.of("src", "docs", "hardening.md");
  private static final String[] HEADER = {"resource", "bound", "setting or constant", "test"};
  private static final String SAME = "the same";

  @Test
  void everyRowHasATestThatExists() throws IOException {
    Map<String, String> tests = new HashMap<>();
    for (Path file :
        RepositoryFiles.that(path -> path.startsWith(Path.of("src", "test", "java")))) {
      tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
    }

    List<List<String>> rows = DocumentTable.rows(DOCUMENT, HEADER);
    List<String> missing = new ArrayList<>();
    for (List<String> row : rows) {
      for (String test : row.get(3).split(", ", -1)) {
        if (!test.equals(SAME) && !exists(test, tests)) {
          missing.add(test);
        }
      }
    }

    assertThat(rows).hasSizeGreaterThan(20);
    assertThat(missing).isEmpty();
  }

  /** Finds {@code Class}, {@code Class.method} or {@code Class.Nested.method}. */
  private static boolean exists(String test, Map<String, String> tests) {
    String[] parts = test.split("\\.", -1);
    String source = tests.getOrDefault(parts[0], "");
    boolean found = !source.isEmpty();
    for (int i = 1; i < parts.length; i++) {
      found &= source.contains(i == parts.length - 1 ? " " + parts[i] + "(" : "class " + parts[i]);
    }
    return found;
  }
}
