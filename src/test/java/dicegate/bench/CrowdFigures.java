package dicegate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What many idle connections cost: the others' latency with and without them, in turns, and the
 * server's heap.
 */
final class CrowdFigures {

  private static final Cell ACTIVE = new Cell(100, 1);

  private final BenchmarkSettings settings;
  private final PrintStream out;

  CrowdFigures(BenchmarkSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  void run(PayaraMicro server) throws IOException, InterruptedException {
    List<Leg> alone = new ArrayList<>();
    List<Leg> beside = new ArrayList<>();
    long heapAlone = 0;
    long heapBeside = 0;
    for (int round = 0; round < settings.rounds(); round++) {
      alone.add(Leg.run(server, Target.ROLL, ACTIVE, settings.measure()));
      heapAlone += server.liveHeapBytes();
      IdleCrowd crowd = IdleCrowd.open(server.port(), settings.idle());
      try (crowd) {
        beside.add(Leg.run(server, Target.ROLL, ACTIVE, settings.measure()));
        heapBeside += server.liveHeapBytes();
      }
    }
    row("alone", Leg.sum(alone));
    row("beside " + settings.idle() + " idle", Leg.sum(beside));
    out.printf(
        Locale.ROOT,
        "heap of an idle connection: %,d bytes%n",
        (heapBeside - heapAlone) / settings.rounds() / settings.idle());
  }

  private void row(String what, Leg leg) {
    out.printf(
        Locale.ROOT,
        "100 connections, %-18s %,8.0f messages/s  p50 %.3f ms  p99 %.3f ms%n",
        what,
        leg.messagesPerSecond(),
        leg.latencyMillis(50),
        leg.latencyMillis(99));
  }
}
