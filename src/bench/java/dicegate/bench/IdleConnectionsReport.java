package dicegate.bench;

import dicegate.harness.PayaraMicro;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the cost of many idle connections: the latency of active ones with and without them, in
 * turns, and the server's heap.
 */
final class IdleConnectionsReport {

  private static final Scenario ACTIVE = new Scenario(100, 1);

  private final BenchmarkSettings settings;
  private final PrintStream out;

  IdleConnectionsReport(BenchmarkSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  void run(PayaraMicro server) throws IOException, InterruptedException {
    List<Run> alone = new ArrayList<>();
    List<Run> beside = new ArrayList<>();
    long heapAlone = 0;
    long heapBeside = 0;
    for (int round = 0; round < settings.rounds(); round++) {
      alone.add(Run.run(server, Target.ROLL, ACTIVE, settings.measure()));
      heapAlone += server.liveHeapBytes();
      IdleConnections idle = IdleConnections.open(server.port(), settings.idle());
      try (idle) {
        beside.add(Run.run(server, Target.ROLL, ACTIVE, settings.measure()));
        heapBeside += server.liveHeapBytes();
      }
    }
    row("alone", Run.sum(alone));
    row("beside " + settings.idle() + " idle", Run.sum(beside));
    out.printf(
        Locale.ROOT,
        "heap of an idle connection: %,d bytes%n",
        (heapBeside - heapAlone) / settings.rounds() / settings.idle());
  }

  private void row(String what, Run run) {
    out.printf(
        Locale.ROOT,
        "100 connections, %-18s %,8.0f messages/s  p50 %.3f ms  p99 %.3f ms%n",
        what,
        run.messagesPerSecond(),
        run.latencyMillis(50),
        run.latencyMillis(99));
  }
}
