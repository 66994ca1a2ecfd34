package dicegate.engine;

import dicegate.dice.DieSource;
import dicegate.engine.ExportVerifier.Finding;
import dicegate.engine.ExportVerifier.Finding.Kind;
import dicegate.json.JsonReader;
import dicegate.telemetry.Metrics;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The command {@code verify FILE}, which verifies the rolls of an exported log. Stateless. */
final class VerifyCommand {

  private static final int PASSED = 0;
  private static final int FAILED = 1;

  /** The largest file that is read, in bytes. */
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  private static final DieSource NO_DICE =
      sides -> {
        throw new IllegalStateException("a seeded roll has no random dice");
      };

  private VerifyCommand() {}

  /**
   * Prints a line for each roll, and a sum.
   *
   * @return 0 if no proof is wrong, 1 if one is
   * @throws UsageException if there is no such file, or it is no log
   */
  static int run(List<String> args, String version, PrintStream out) {
    if (args.size() != 1) {
      throw new UsageException(
          "verify takes one file, a log that was exported as JSON, or a roll with a proof");
    }
    List<Finding> findings = findings(read(Path.of(args.get(0))), version);
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    for (Finding finding : findings) {
      counts.merge(finding.kind(), 1, Integer::sum);
      out.printf("%-9s %s: %s%n", word(finding.kind()), finding.where(), finding.text());
    }
    int failed = counts.getOrDefault(Kind.FAILED, 0);
    out.printf(
        "%s: %d verified, %d without a seed of the player, %d without a commitment,"
            + " %d not verifiable, %d wrong%n",
        failed == 0 ? "passed" : "failed",
        counts.getOrDefault(Kind.VERIFIED, 0),
        counts.getOrDefault(Kind.WITHOUT_PLAYER, 0),
        counts.getOrDefault(Kind.WITHOUT_COMMITMENT, 0),
        counts.getOrDefault(Kind.NOT_VERIFIABLE, 0),
        failed);
    return failed == 0 ? PASSED : FAILED;
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case VERIFIED -> "ok";
      case WITHOUT_PLAYER -> "no seed";
      case WITHOUT_COMMITMENT -> "no root";
      case NOT_VERIFIABLE -> "no proof";
      case NOTE -> "note";
      case FAILED -> "WRONG";
    };
  }

  private static List<Finding> findings(String text, String version) {
    EngineSettings settings = new EngineSettings("tcp://127.0.0.1:0", 1, Duration.ZERO, version);
    ExportVerifier verifier = new ExportVerifier(new Responder(settings, NO_DICE, new Metrics()));
    return JsonReader.read(text)
        .flatMap(verifier::verify)
        .orElseThrow(() -> new UsageException("the file is no exported log"));
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UsageException("the file has more than 64 MiB");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new UsageException("the file is not UTF-8");
    } catch (IOException e) {
      throw new UsageException("the file cannot be read: " + file);
    }
  }
}
