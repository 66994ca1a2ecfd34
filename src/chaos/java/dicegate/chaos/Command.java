package dicegate.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A short command of the operating system, run to its end. */
final class Command {
  private static final long LIMIT_SECONDS = 20;

  private Command() {}

  /**
   * Runs a command with little output.
   *
   * @throws IOException when it cannot be run, fails, or takes too long
   */
  static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " did not end");
    }
    if (process.exitValue() != 0) {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
  }

  /** Runs a command for cleaning up: prints a failure and continues. */
  static void runAnyway(String... command) {
    try {
      run(command);
    } catch (IOException e) {
      System.err.println(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
