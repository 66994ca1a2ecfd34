package dicegate.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Prints the results of a run, and judges them. */
final class ChaosReport {
  private static final Duration P99_AIM = Duration.ofMillis(100);

  /** Factor by which the 99th percentile may miss its aim on a shared machine. */
  private static final int NOISE = 3;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int DIGITS = 3;

  private final PrintStream out;
  private final RequestJournal journal;
  private final int first;
  private final List<String> failures = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();

  /** Creates a report on the requests from {@code first} on; those before were the warm-up. */
  ChaosReport(PrintStream out, RequestJournal journal, int first) {
    this.out = out;
    this.journal = journal;
    this.first = first;
  }

  /** Returns failures that noise does not explain, as text. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Returns whether any aim was missed. */
  boolean isMissed() {
    return !missed.isEmpty();
  }

  /** Returns the missed aims, as text. */
  List<String> missed() {
    return List.copyOf(missed);
  }

  /** Prints a line for each fault, on the requests due from it to the next one. */
  void incidents(List<Incident> incidents) {
    out.printf(
        "%n%6s  %-8s %-9s %9s %9s %8s %8s %9s  %s%n",
        "second", "what", "engine", "worst ms", "at +s", "> 100 ms", "> 400 ms", "own lag", "aim");
    for (int i = 0; i < incidents.size(); i++) {
      int end =
          i + 1 < incidents.size()
              ? journal.requestAt(incidents.get(i + 1).atNanos())
              : journal.requests();
      incident(incidents.get(i), end);
    }
  }

  private void incident(Incident incident, int end) {
    int begin = Math.max(first, journal.requestAt(incident.atNanos()));
    int worst = begin;
    int above100 = 0;
    int above400 = 0;
    long lag = 0;
    for (int request = begin; request < end; request++) {
      double millis = journal.latencyNanos(request) / NANOS_PER_MILLI;
      above100 += millis > 100 ? 1 : 0;
      above400 += millis > 400 ? 1 : 0;
      lag = Math.max(lag, journal.lagNanos(request));
      worst = journal.latencyNanos(request) > journal.latencyNanos(worst) ? request : worst;
    }
    Duration aim = incident.fault().aim();
    boolean met = journal.latencyNanos(worst) <= aim.toNanos();
    out.printf(
        "%6.1f  %-8s %-9s %9.1f %9.1f %8d %8d %9.1f  %d ms %s%n",
        (incident.atNanos() - journal.dueNanos(first)) / 1e9,
        incident.fault(),
        incident.engine(),
        journal.latencyNanos(worst) / NANOS_PER_MILLI,
        (journal.dueNanos(worst) - incident.atNanos()) / 1e9,
        above100,
        above400,
        lag / NANOS_PER_MILLI,
        aim.toMillis(),
        met ? "met" : "MISSED");
    if (!met) {
      missed.add("worst latency after " + incident.fault() + " of " + incident.engine());
    }
  }

  /** Prints the results of the whole run. */
  void sum() {
    Histogram latency = new Histogram(DIGITS);
    Histogram lag = new Histogram(DIGITS);
    for (int request = first; request < journal.askedCount(); request++) {
      if (journal.latencyNanos(request) >= 0) {
        latency.recordValue(journal.latencyNanos(request));
        lag.recordValue(journal.lagNanos(request));
      }
    }
    int errors = journal.errorCount(first, journal.requests());
    double seconds = (journal.dueNanos(journal.requests()) - journal.dueNanos(first)) / 1e9;
    out.printf(
        "%nrequests %d in %.0f s, %.0f answers/s, errors %d, unanswered %d, repeated %d,"
            + " foreign %d; warm-up %d, errors %d%n",
        journal.askedCount() - first,
        seconds,
        latency.getTotalCount() / seconds,
        errors,
        journal.askedCount() - journal.answeredCount(),
        journal.repeatedCount(),
        journal.foreignCount(),
        first,
        journal.errorCount(0, first));
    print("latency ms from when due:", latency);
    print("of it the clients' own lag:", lag);
    out.printf(
        "load average %.1f on %d processors%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
    journal.complaints().forEach((what, times) -> out.println(times + " x " + what));
    judge(latency.getValueAtPercentile(99), errors);
  }

  private void print(String what, Histogram nanos) {
    out.printf(
        "%-28s p50 %.2f, p99 %.2f, p99.9 %.2f, max %.1f%n",
        what,
        nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
        nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
        nanos.getValueAtPercentile(99.9) / NANOS_PER_MILLI,
        nanos.getMaxValue() / NANOS_PER_MILLI);
  }

  private void judge(long p99Nanos, int errors) {
    boolean met = p99Nanos <= P99_AIM.toNanos();
    out.printf("p99 aim %d ms %s%n", P99_AIM.toMillis(), met ? "met" : "MISSED");
    if (!met) {
      missed.add("p99 over the run");
    }
    failUnless(p99Nanos <= NOISE * P99_AIM.toNanos(), "p99 is above " + NOISE + " times its aim");
    failUnless(journal.askedCount() == journal.requests(), "not all requests were sent");
    failUnless(journal.answeredCount() == journal.askedCount(), "requests without an answer");
    failUnless(journal.repeatedCount() == 0, "requests answered more than once");
    failUnless(journal.foreignCount() == 0, "answers on a wrong connection or to no request");
    failUnless(errors == 0, "errors although an engine was alive");
  }

  private void failUnless(boolean fine, String failure) {
    if (!fine) {
      failures.add(failure);
    }
  }

  /** Prints the gateway's log lines on its engines. */
  void gateway(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      List<String> found =
          lines.filter(l -> l.contains("engine given up") || l.contains("engine ready")).toList();
      out.printf("%ngateway's log, %d lines on engines:%n", found.size());
      found.forEach(out::println);
    }
  }
}
