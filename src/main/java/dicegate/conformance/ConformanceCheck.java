package dicegate.conformance;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The conformance suite: {@code check tcp://host:port} for the v1 protocol, {@code check
 * seed+tcp://host:port} for the original's. Prints one line for each check, and a summary.
 */
public final class ConformanceCheck {

  /** The exit code when every check passed. */
  public static final int PASSED = 0;

  /** The exit code when a check failed. */
  public static final int FAILED = 1;

  /** The exit code when the arguments are invalid, and nothing was checked. */
  public static final int MISUSED = 2;

  /** The time limit of one reply; the demonstration engine's think time is 2 s. */
  private static final Duration REPLY_LIMIT = Duration.ofSeconds(5);

  /** After this many consecutive checks without a reply, the others are skipped. */
  private static final int MAX_SILENT_CHECKS = 2;

  private static final Pattern ENDPOINT =
      Pattern.compile("(?<seed>seed\\+)?(?<tcp>tcp://[^\\s/]+:(?<port>[0-9]{1,5}))");

  private static final int MAX_PORT = 65_535;

  private final EngineProbe probe;
  private final PrintStream out;
  private int silentChecks;
  private int failed;

  private ConformanceCheck(EngineProbe probe, PrintStream out) {
    this.probe = probe;
    this.out = out;
  }

  /** Runs the suite as a program; the exit code is the result. */
  public static void main(String[] args) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(args), out));
  }

  /**
   * Runs the suite against one engine.
   *
   * @param args the endpoint only
   * @return {@link #PASSED}, {@link #FAILED} or {@link #MISUSED}
   */
  public static int run(List<String> args, PrintStream out) {
    return run(args, out, REPLY_LIMIT);
  }

  static int run(List<String> args, PrintStream out, Duration replyLimit) {
    Matcher endpoint = ENDPOINT.matcher(args.size() == 1 ? args.get(0) : "");
    if (!endpoint.matches() || !isPort(endpoint.group("port"))) {
      out.println("usage: check tcp://host:port | check seed+tcp://host:port");
      return MISUSED;
    }
    try (EngineProbe probe = new EngineProbe(endpoint.group("tcp"), replyLimit)) {
      boolean seed = endpoint.group("seed") != null;
      List<Check> checks = seed ? new LegacyChecks(probe).all() : new V1Checks(probe).all();
      return new ConformanceCheck(probe, out).runAll(checks);
    }
  }

  private static boolean isPort(String digits) {
    int port = Integer.parseInt(digits);
    return port > 0 && port <= MAX_PORT;
  }

  private int runAll(List<Check> checks) {
    for (Check check : checks) {
      if (silentChecks < MAX_SILENT_CHECKS) {
        runOne(check);
      } else {
        fail(check, "skipped, since the engine no longer answers");
      }
    }
    out.println(
        failed == 0
            ? "passed: all " + checks.size() + " checks"
            : "failed: " + failed + " of " + checks.size() + " checks");
    return failed == 0 ? PASSED : FAILED;
  }

  private void runOne(Check check) {
    try {
      String remark = check.body().run();
      out.println("ok    " + check.title() + (remark.isEmpty() ? "" : " (" + remark + ")"));
      silentChecks = 0;
    } catch (CheckFailure e) {
      fail(check, e.text());
      silentChecks = e.isNoReply() ? silentChecks + 1 : 0;
      // A late reply to the failed check must not be taken for a reply to the next one.
      probe.reopen();
    }
  }

  private void fail(Check check, String reason) {
    failed++;
    out.println("FAIL  " + check.title() + ": " + reason);
  }
}
