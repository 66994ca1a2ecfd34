package dicegate.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The servers, each as the documents say how to run it, with 512 MB. */
public enum ServerKind {
  PAYARA,
  WILDFLY;

  private static final List<String> JVM = List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError");

  /**
   * Starts a server; it is not ready yet.
   *
   * @param variables settings that are not the default ones
   */
  public ServerProcess start(Artifacts artifacts, Path directory, Map<String, String> variables)
      throws IOException {
    Path files = Artifacts.runFiles();
    return switch (this) {
      case PAYARA ->
          PayaraMicro.startAsDocumented(
              artifacts.payaraMicroJar(), JVM, files, directory, artifacts.war(), variables);
      case WILDFLY ->
          WildFly.startAsDocumented(
              Artifacts.wildFlyHome(),
              JVM,
              files.resolve("wildfly.cli"),
              directory,
              artifacts.war(),
              variables);
    };
  }

  /** Returns its name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
