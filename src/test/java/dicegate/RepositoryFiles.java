package dicegate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the repository: sources, documents and configuration. Stateless. */
final class RepositoryFiles {

  private static final List<String> ROOTS =
      List.of("README.md", "THIRD-PARTY.md", "pom.xml", ".ci", "docker", "src", "webapp");

  /** Written below the sources by tools, and not part of the repository. */
  private static final Set<String> IGNORED = Set.of("node_modules", "__pycache__", "target");

  private RepositoryFiles() {}

  /** Returns the paths of the files that pass, relative to the repository. */
  static List<Path> that(Predicate<Path> passes) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String root : ROOTS) {
      try (Stream<Path> walk = Files.walk(Path.of(root))) {
        walk.filter(Files::isRegularFile)
            .filter(path -> !isIgnored(path))
            .filter(passes)
            .forEach(files::add);
      }
    }
    return files;
  }

  /** Returns all files and folders, each with a slash in front. */
  static Set<String> paths() throws IOException {
    Set<String> paths = new TreeSet<>();
    for (Path file : that(path -> true)) {
      for (Path part = file; part != null; part = part.getParent()) {
        paths.add("/" + part.toString().replace('\\', '/'));
      }
    }
    return paths;
  }

  /** Returns all documents. */
  static List<MarkdownFile> documents() throws IOException {
    List<MarkdownFile> documents = new ArrayList<>();
    for (Path path : that(path -> path.toString().endsWith(".md"))) {
      documents.add(MarkdownFile.read(path));
    }
    return documents;
  }

  private static boolean isIgnored(Path path) {
    for (Path part : path) {
      if (IGNORED.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }
}
