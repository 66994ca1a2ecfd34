package dicegate.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine's jar, as built by Maven, in a process of its own. */
final class EngineProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Pattern STARTED = Pattern.compile("engine started endpoint=(\\S+) .*");
  private static final Pattern RESIDENT = Pattern.compile("(?s).*VmRSS:\\s+([0-9]+) kB.*");

  private final Process process;
  private final BufferedReader out;
  private final Path errors;

  private EngineProcess(Process process, Path errors) {
    this.process = process;
    this.out = process.inputReader();
    this.errors = errors;
  }

  /** Runs the jar. The caller closes the process. */
  static EngineProcess run(Map<String, String> environment, String... args) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-jar"));
    command.add(Objects.requireNonNull(System.getProperty("dicegate.engine.jar"), "the jar"));
    command.addAll(List.of(args));
    try {
      Path errors = Files.createTempFile("dicegate-engine", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      return new EngineProcess(builder.start(), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the line that contains the engine's endpoint, and returns the endpoint. */
  String awaitEndpoint() {
    String line = nextLine();
    Matcher started = STARTED.matcher(line);
    if (!started.matches()) {
      throw new IllegalStateException("not started: " + line + errors());
    }
    return started.group(1).replace("0.0.0.0", "127.0.0.1");
  }

  /** Returns the next line of standard output; empty at its end. */
  String nextLine() {
    try {
      String line = out.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text on standard error so far. */
  String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the resident memory of the process in kB. */
  long residentKilobytes() throws IOException {
    Matcher resident =
        RESIDENT.matcher(Files.readString(Path.of("/proc", "" + process.pid(), "status")));
    if (!resident.matches()) {
      throw new IllegalStateException("no VmRSS of " + process.pid());
    }
    return Long.parseLong(resident.group(1));
  }

  /** Sends SIGTERM. */
  void terminate() {
    // Process.destroy() would also close the streams.
    process.toHandle().destroy();
  }

  /** Waits for the end, and returns the exit code. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running after " + LIMIT);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
