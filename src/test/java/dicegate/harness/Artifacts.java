package dicegate.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that a program runs, as Maven built or fetched them.
 *
 * @param war {@code dicegate.war}: the WAR as it ships
 * @param engineJar {@code dicegate.engine.jar}: the engine as it ships
 * @param payaraMicroJar {@code payara.micro.jar}: the server
 */
public record Artifacts(Path war, Path engineJar, Path payaraMicroJar) {

  /**
   * Returns the files that the system properties name.
   *
   * @throws IllegalStateException if a property is not set, or names no file
   */
  public static Artifacts fromSystemProperties() {
    return new Artifacts(
        file("dicegate.war"), file("dicegate.engine.jar"), file("payara.micro.jar"));
  }

  /**
   * Returns the unpacked WildFly that {@code wildfly.home} names.
   *
   * @throws IllegalStateException if the property is not set, or names no folder
   */
  public static Path wildFlyHome() {
    return folder("wildfly.home");
  }

  /**
   * Returns the folder of the documents' files that a deployment uses, which {@code
   * dicegate.run.files} names.
   *
   * @throws IllegalStateException if the property is not set, or names no folder
   */
  public static Path runFiles() {
    return folder("dicegate.run.files");
  }

  private static Path folder(String key) {
    String text = System.getProperty(key, "");
    Path path = Path.of(text).toAbsolutePath();
    if (text.isEmpty() || !Files.isDirectory(path)) {
      throw new IllegalStateException(
          "-D%s=%s names no folder; Maven sets it and fills the folder".formatted(key, text));
    }
    return path;
  }

  private static Path file(String key) {
    String text = System.getProperty(key, "");
    Path path = Path.of(text).toAbsolutePath();
    if (text.isEmpty() || !Files.isRegularFile(path)) {
      throw new IllegalStateException(
          "-D%s=%s names no file; Maven sets it and builds the file".formatted(key, text));
    }
    return path;
  }
}
