package dicegate.bench;

import dicegate.harness.PayaraMicro;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the cost of a roll at each member of a table, in turns with bare answers to as many
 * connections. The CPU of a frame includes its share of the roll and of the roller's result.
 */
final class TablesReport {

  /** The most that a frame at a table may cost, in bare answers. */
  private static final double AIM_RATIO = 1.3;

  private static final Duration SETTLE = Duration.ofSeconds(2);

  private final BenchmarkSettings settings;
  private final PrintStream out;
  private long rolls;
  private long frames;
  private long wallNanos;
  private long cpuNanos;

  TablesReport(BenchmarkSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  void run(PayaraMicro server) throws IOException {
    Scenario bare = new Scenario(settings.tables() * settings.members(), 1);
    List<Run> answers = new ArrayList<>();
    for (int round = 0; round < settings.rounds(); round++) {
      answers.add(Run.run(server, Target.ROLL, bare, settings.measure()));
      runTables(server, "load-" + round);
    }
    double micros = cpuNanos / 1e3 / frames;
    Run answer = Run.sum(answers);
    double ratio = micros / answer.serverMicrosPerMessage();
    out.printf(
        Locale.ROOT,
        "%d tables of %d: %,.0f rolls/s, %,.0f frames delivered/s, server CPU %.1f us a frame%n",
        settings.tables(),
        settings.members(),
        rolls * 1e9 / wallNanos,
        frames * 1e9 / wallNanos,
        micros);
    out.printf(
        Locale.ROOT,
        "%d x 1 bare: %,.0f answers/s, server CPU %.1f us each; frame/answer %.2f, aim <= %.1f: %s%n",
        bare.connections(),
        answer.messagesPerSecond(),
        answer.serverMicrosPerMessage(),
        ratio,
        AIM_RATIO,
        ratio <= AIM_RATIO ? "met" : "MISSED");
  }

  private void runTables(PayaraMicro server, String name) throws IOException {
    try (TableLoad load =
        TableLoad.open(server.port(), name, settings.tables(), settings.members())) {
      load.run(SETTLE);
      long beginNanos = System.nanoTime();
      long beginCpu = server.cpuNanos();
      long beginRolls = load.rolls();
      long beginFrames = load.frames();
      load.run(settings.measure());
      wallNanos += System.nanoTime() - beginNanos;
      cpuNanos += server.cpuNanos() - beginCpu;
      rolls += load.rolls() - beginRolls;
      frames += load.frames() - beginFrames;
      load.drain();
    }
  }
}
