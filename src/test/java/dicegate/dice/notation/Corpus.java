package dicegate.dice.notation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The texts of tests that are stored in files. */
final class Corpus {

  static final Path HOME = Path.of("src", "test", "resources", "dicegate", "dice", "notation");

  private Corpus() {}

  /** Returns the lines of a file, without blank ones and comments, which start with {@code //}. */
  static List<String> lines(String file) throws IOException {
    return Files.readAllLines(HOME.resolve(file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("//"))
        .toList();
  }
}
