package dicegate.site;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which modules a module needs before it runs: those it imports, and those they import. What is
 * imported by a call, {@code import(...)}, is loaded later, and not among them.
 *
 * <p>Reads declarations that begin a line or follow another, as those of the page do, and those
 * that esbuild makes of them.
 */
final class ModuleGraph {

  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?:^|;)(?:import|export)\\b(?:[^'\"`;()=]*?\\bfrom)?\\s*['\"]([^'\"]+)['\"]",
          Pattern.MULTILINE);

  private ModuleGraph() {}

  /**
   * Returns the modules in the order in which a browser finds that it needs them, the first one at
   * the head.
   *
   * @param first the module of the page
   * @param texts gives the text of a module by its name; what it does not know is left out
   */
  static List<String> from(String first, Function<String, Optional<String>> texts) {
    Set<String> found = new LinkedHashSet<>();
    Queue<String> next = new ArrayDeque<>(List.of(first));
    while (!next.isEmpty()) {
      String module = next.remove();
      Optional<String> text = found.contains(module) ? Optional.empty() : texts.apply(module);
      if (text.isPresent()) {
        found.add(module);
        next.addAll(imports(module, text.get()));
      }
    }
    return List.copyOf(found);
  }

  /** Returns what a module imports, by the names of the files. */
  static List<String> imports(String module, String text) {
    Matcher matcher = DECLARATION.matcher(text);
    return matcher
        .results()
        .map(found -> URI.create(module).resolve(found.group(1)).normalize().toString())
        .toList();
  }
}
