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
 * The static import graph of JavaScript modules: the modules that must be loaded before a module
 * can run. Dynamic imports, {@code import(...)}, are not included.
 *
 * <p>Recognizes declarations at the beginning of a line or after a semicolon, which is how the
 * page's sources and esbuild's output are written.
 */
final class ModuleGraph {

  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?:^|;)(?:import|export)\\b(?:[^'\"`;()=]*?\\bfrom)?\\s*['\"]([^'\"]+)['\"]",
          Pattern.MULTILINE);

  private ModuleGraph() {}

  /**
   * Returns a module and all modules that it needs, in the order in which a browser discovers them.
   *
   * @param first the name of the module to begin with
   * @param texts gives the text of a module by its name; modules without a text are left out
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

  /** Returns the file names of the modules that a module imports. */
  static List<String> imports(String module, String text) {
    Matcher matcher = DECLARATION.matcher(text);
    return matcher
        .results()
        .map(found -> URI.create(module).resolve(found.group(1)).normalize().toString())
        .toList();
  }
}
