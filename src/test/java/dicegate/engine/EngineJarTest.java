package dicegate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The jar of the engine alone: a class that is missing would be found by a player's request. */
final class EngineJarTest {

  private static final Path ASSEMBLY = Path.of("src", "assembly", "engine.xml");
  private static final Pattern INCLUDE = Pattern.compile("<include>(dicegate/[^<]*?)/\\*\\*<");

  @Test
  void jarIncludesEveryPackageThatTheEngineUses() throws Exception {
    List<String> included =
        INCLUDE
            .matcher(Files.readString(ASSEMBLY))
            .results()
            .map(MatchResult::group)
            .map(found -> found.replaceAll("<include>|/\\*\\*<", "").replace('/', '.'))
            .toList();

    Set<String> used = new HashSet<>();
    for (JavaClass each : reachableFromMain()) {
      used.add(each.getPackageName());
    }

    assertThat(used).contains("dicegate.engine", "dicegate.dice.notation");
    assertThat(used)
        .allSatisfy(
            name ->
                assertThat(included)
                    .as(name)
                    .anyMatch(root -> name.equals(root) || name.startsWith(root + ".")));
  }

  private static Set<JavaClass> reachableFromMain() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dicegate");
    Set<JavaClass> reached = new HashSet<>();
    Deque<JavaClass> open = new ArrayDeque<>(List.of(all.get(EngineMain.class)));
    while (!open.isEmpty()) {
      JavaClass next = open.remove();
      if (reached.add(next)) {
        next.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> target.getPackageName().startsWith("dicegate"))
            .forEach(open::add);
      }
    }
    return reached;
  }
}
