package dicegate.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page's files as in the WAR: sources, and files made by the build. */
final class PageFiles {

  /** Sources that the pom leaves out of the WAR: not served, or replaced by files of the build. */
  private static final Pattern SOURCE =
      Pattern.compile(
          "webapp/(?:(?:WEB-INF|js|css)/.*|[^/]*\\.(?:svg|ts)|client\\.js|package\\.json)");

  private PageFiles() {}

  static NavigableMap<String, byte[]> read() {
    NavigableMap<String, byte[]> files = new TreeMap<>();
    for (Path root : List.of(Path.of("webapp"), Path.of("target", "page"))) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
          String name = root.relativize(file).toString().replace('\\', '/');
          if (!SOURCE.matcher(file.toString().replace('\\', '/')).matches()) {
            files.put(name, Files.readAllBytes(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
