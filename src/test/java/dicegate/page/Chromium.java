package dicegate.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds the browser: an installed one, or else one from a pinned npm package, unpacked here. */
final class Chromium {

  private static final Path INSTALLED = Path.of("/usr/bin/chromium");

  private static final long UNPACK_MINUTES = 5;

  private static final String INSTALL_HINT =
      "No Chromium for the tests of the page. Do one of these: apt-get install chromium; or set"
          + " CHROMIUM to the executable of a Chrome or Chromium; or install node (20 or newer) and"
          + " npm in the PATH, which fetch one. ";

  private Chromium() {}

  /**
   * Returns the path of the browser's executable.
   *
   * @throws IllegalStateException if there is no browser; the message says what to install
   */
  static Path program() {
    return named(System.getenv("CHROMIUM"))
        .or(() -> Optional.of(INSTALLED).filter(Files::isExecutable))
        .orElseGet(Chromium::unpacked);
  }

  private static Optional<Path> named(@Nullable String program) {
    if (program == null || program.isEmpty()) {
      return Optional.empty();
    }
    Path path = Path.of(program);
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException(
          INSTALL_HINT + "CHROMIUM=" + program + " is not an executable file.");
    }
    return Optional.of(path);
  }

  /** Returns the executable of the pinned package, which is fetched and unpacked once. */
  private static Path unpacked() {
    Path directory = PageServer.target().resolve("chromium");
    Path program = directory.resolve("chromium");
    if (Files.isExecutable(program)) {
      return program;
    }
    Path pin = Path.of(System.getProperty("page.chromium"));
    try {
      Files.createDirectories(directory);
      for (String file : List.of("package.json", "package-lock.json")) {
        Files.copy(pin.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      run(directory, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      run(
          directory,
          "node",
          "--input-type=module",
          "--eval",
          "import chromium from '@sparticuz/chromium'; await chromium.executablePath();");
    } catch (IOException e) {
      throw new UncheckedIOException(INSTALL_HINT, e);
    }
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(INSTALL_HINT + "The package did not unpack " + program + ".");
    }
    return program;
  }

  private static void run(Path directory, String... command) throws IOException {
    Path log = directory.resolve(command[0] + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // The package unpacks into this directory.
    builder.environment().put("TMPDIR", directory.toString());
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(UNPACK_MINUTES, TimeUnit.MINUTES);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(
            INSTALL_HINT
                + command[0]
                + " failed: "
                + Files.readString(log, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
