package dicegate.chaos.address;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Prints and judges what one attack did. */
final class TrialReport {
  /** How many times the victims' latency without the attack it may be during it. */
  private static final double MEDIAN_RATIO = 3;

  private static final double P99_RATIO = 10;

  /**
   * The least latencies that the ratios start from, in milliseconds: below, the scheduler's turns
   * on two processors that the server shares with all its clients are larger than what is measured.
   */
  private static final double MEDIAN_FLOOR_MILLIS = 1;

  private static final double P99_FLOOR_MILLIS = 3;

  /** The log may grow by some lines a second. */
  private static final long MAX_LOG_BYTES_PER_SECOND = 10_000;

  private final PrintStream out;
  private final String name;

  /** Multiple of an aim for a time from which on the trial fails, unless it is strict. */
  private static final double FAILURE_FACTOR = 3;

  private final List<String> failures = new ArrayList<>();
  private final List<String> failedTimes = new ArrayList<>();
  private final boolean strict;

  /**
   * Prints the name.
   *
   * @param strict whether a time that is not as aimed at is a failure
   */
  TrialReport(PrintStream out, String name, boolean strict) {
    this.out = out;
    this.name = name;
    this.strict = strict;
    out.printf("%n%s%n", name);
  }

  /** Returns the failures, as text. */
  List<String> failures() {
    return Stream.concat(failures.stream(), failedTimes.stream())
        .map(what -> name + ": " + what)
        .toList();
  }

  /** Returns whether nothing but times failed, which another program can cause too. */
  boolean hasFailedInTimeAlone() {
    return failures.isEmpty() && !failedTimes.isEmpty();
  }

  /** Notes a failure that ended the trial. */
  void failed(String what) {
    out.println("  " + what + "   FAILED");
    failures.add(what.lines().findFirst().orElse(""));
  }

  void victims(VictimTally before, VictimTally during) {
    victims("victims before", before);
    victims("victims during", during);
    double median = during.millis(50) / Math.max(MEDIAN_FLOOR_MILLIS, before.millis(50));
    double p99 = during.millis(99) / Math.max(P99_FLOOR_MILLIS, before.millis(99));
    judge(during.answeredCount() > 0, "victims' rolls are answered");
    judgeTime("victims' p50, times that before,", median, MEDIAN_RATIO);
    judgeTime("victims' p99, times that before,", p99, P99_RATIO);
    judge(before.errorCount() == 0, "errors before the attack: " + before.errors());
    judge(during.errorCount() == 0, "victims' errors: " + during.errors());
  }

  void newcomers(Newcomers newcomers) {
    judge(newcomers.faults().isEmpty(), "newcomers: " + newcomers);
    judgeTime(
        "newcomers wait, in ms,",
        (double) newcomers.worst().toMillis(),
        (double) Newcomers.AIM.toMillis());
    newcomers.faults().stream().distinct().limit(3).forEach(fault -> out.println("    " + fault));
  }

  void hostile(HostileTally hostile, boolean mustEnd) {
    out.println("  attack: " + hostile);
    if (mustEnd) {
      judge(
          hostile.openAtEndCount() == 0,
          "connections that the server left open: " + hostile.openAtEndCount());
    }
  }

  void logGrew(long bytes, Duration taken) {
    long perSecond = bytes * 1000 / Math.max(1, taken.toMillis());
    judge(
        perSecond <= MAX_LOG_BYTES_PER_SECOND,
        "log grows by %.1f kB/s".formatted(perSecond / 1000.0));
  }

  void tables(List<String> faults) {
    judge(faults.isEmpty(), "resting tables of others are as they were, but for " + faults.size());
    faults.stream().distinct().limit(3).forEach(fault -> out.println("    " + fault));
  }

  void cpu(long serverNanos, long ownNanos, Duration taken) {
    out.printf(
        "  CPU: server %.2f, clients %.2f of %d processors, load average %.1f%n",
        (double) serverNanos / taken.toNanos(),
        (double) ownNanos / taken.toNanos(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  void counted(Map<String, Long> grown, String needed) {
    judge(
        needed.isEmpty() || grown.containsKey(needed),
        "counted: " + grown + (needed.isEmpty() ? "" : ", " + needed + " among them"));
  }

  private void victims(String when, VictimTally tally) {
    out.printf(
        "  %s: %d rolls, p50 %.2f ms, p99 %.2f, max %.1f, errors %d%n",
        when,
        tally.answeredCount(),
        tally.millis(50),
        tally.millis(99),
        tally.millis(100),
        tally.errorCount());
  }

  private void judge(boolean holds, String what) {
    out.printf("  %s   %s%n", what, holds ? "met" : "FAILED");
    if (!holds) {
      failures.add(what);
    }
  }

  private void judgeTime(String what, double value, double aim) {
    String text = "%s %.1f, at most %.0f".formatted(what, value, aim);
    out.printf("  %s   %s%n", text, value <= aim ? "met" : "MISSED");
    if (value > (strict ? aim : aim * FAILURE_FACTOR)) {
      failedTimes.add(text);
    }
  }
}
