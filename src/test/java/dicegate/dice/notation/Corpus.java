package dicegate.dice.notation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The texts of the tests that stand in files. */
final class Corpus {

  static final Path HOME = Path.of("src", "test", "resources", "dicegate", "dice", "notation");

  private Corpus() {}

  /** Returns the lines of a file that say something; those that start with {@code //} do not. */
  static List<String> lines(String file) throws IOException {
    return Files.readAllLines(HOME.resolve(file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("//"))
        .toList();
  }
}
