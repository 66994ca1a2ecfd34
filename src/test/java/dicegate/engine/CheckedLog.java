package dicegate.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the command {@code verify} prints about a log. */
public final class CheckedLog {

  private CheckedLog() {}

  /**
   * Runs the command.
   *
   * @param json the log
   * @return a line for each finding, and the sum
   */
  public static List<String> check(String json) {
    try {
      Path file = Files.createTempFile("dicegate-log", ".json");
      try {
        Files.writeString(file, json);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        VerifyCommand.run(
            List.of(file.toString()),
            "test",
            new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
