package dicegate.chaos.address;

import dicegate.chaos.Peers;
import dicegate.harness.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/**
 * Two addresses that keep equally many rolls waiting, one a hundred times as dear as the other's:
 * measures the share of the workers' time that each gets, in CPU time of their threads. What a dear
 * roll costs is measured with such rolls alone; the rest of the time is that of the cheap ones, of
 * which much is sleep and wake-up and so not the same when they are alone.
 */
final class CostShares {
  /** Messages are not limited by rate, so that the workers are what both compete for. */
  static final Map<String, String> VARIABLES =
      Map.of("DICEGATE_CLIENT_RATE", "0", "DICEGATE_ADDRESS_RATE", "0");

  private static final String DEAR_ADDRESS = "127.0.0.2";
  private static final String CHEAP_ADDRESS = "127.0.0.3";
  private static final String ALONE_ADDRESS = "127.0.0.4";

  /** A division by zero: its answer is short, and only the workers have work with it. */
  private static final String DEAR = "(10000d20" + "=1".repeat(480) + ")/0";

  private static final String CHEAP = "(100d20" + "=1".repeat(200) + ")/0";

  private static final int CONNECTIONS = 4;
  private static final int IN_FLIGHT = 32;
  private static final int DEAR_SAMPLES = 100;
  private static final int CHEAP_SAMPLES = 4_000;
  private static final int SAMPLES_IN_FLIGHT = 8;
  private static final int COST_MEASUREMENTS = 3;
  private static final Duration SAMPLES_LIMIT = Duration.ofSeconds(20);

  /** The smaller share divided by the larger one, at least. */
  private static final double MIN_RATIO = 0.8;

  private static final String WORKERS = "dicegate-engine-worker";
  private static final Duration SETTLING = Duration.ofSeconds(4);
  private static final double NANOS_PER_MILLI = 1e6;

  /** The rolls of both that were answered while they competed, and the CPU time of the workers. */
  private record Competition(long dearRolls, long cheapRolls, double workersMillis) {

    Competition plus(Competition other) {
      return new Competition(
          dearRolls + other.dearRolls,
          cheapRolls + other.cheapRolls,
          workersMillis + other.workersMillis);
    }
  }

  private final PrintStream out;
  private final ServerProcess server;
  private final Duration duration;

  /** What all measurements so far have counted. */
  private Competition counted = new Competition(0, 0, 0);

  /** The least cost of a dear roll in all measurements so far, in milliseconds. */
  private double dearCost = Double.MAX_VALUE;

  CostShares(PrintStream out, ServerProcess server, Duration duration) {
    this.out = out;
    this.server = server;
    this.duration = duration;
  }

  /**
   * Measures, prints, and returns whether the shares are equal enough. A further measurement adds
   * to those before, since a few seconds beside other programs may err to either side.
   */
  boolean areFair() throws IOException, InterruptedException {
    // Each once before, so that its code is compiled.
    costMillis(DEAR, DEAR_SAMPLES);
    costMillis(CHEAP, CHEAP_SAMPLES);
    counted = counted.plus(compete());
    // The least: what else the machine does at the time can only add to a cost.
    for (int i = 0; i < COST_MEASUREMENTS; i++) {
      dearCost = Math.min(dearCost, costMillis(DEAR, DEAR_SAMPLES));
    }
    double dearTime = counted.dearRolls() * dearCost;
    double cheapTime = Math.max(0, counted.workersMillis() - dearTime);
    print("dear", counted.dearRolls(), dearTime);
    print("cheap", counted.cheapRolls(), cheapTime);
    double ratio = Math.min(dearTime, cheapTime) / Math.max(dearTime, cheapTime);
    out.printf(
        "  smaller share is %.2f of the larger, at least %.1f   %s%n",
        ratio, MIN_RATIO, ratio >= MIN_RATIO ? "met" : "MISSED");
    return ratio >= MIN_RATIO;
  }

  /** Has both ask at the same time. */
  private Competition compete() throws IOException, InterruptedException {
    try (Peers peers = Peers.open()) {
      Asker dearAsker = new Asker(peers, DEAR_ADDRESS, server.port(), CONNECTIONS, DEAR);
      Asker cheapAsker = new Asker(peers, CHEAP_ADDRESS, server.port(), CONNECTIONS, CHEAP);
      dearAsker.begin(IN_FLIGHT);
      cheapAsker.begin(IN_FLIGHT);
      ask(peers, dearAsker, cheapAsker, SETTLING);
      long dearBefore = dearAsker.answeredCount();
      long cheapBefore = cheapAsker.answeredCount();
      Duration workersBefore = server.threadCpu(WORKERS);
      ask(peers, dearAsker, cheapAsker, duration);
      Competition competition =
          new Competition(
              dearAsker.answeredCount() - dearBefore,
              cheapAsker.answeredCount() - cheapBefore,
              millis(server.threadCpu(WORKERS).minus(workersBefore)));
      dearAsker.abort();
      cheapAsker.abort();
      return competition;
    }
  }

  private void print(String who, long rolls, double workMillis) {
    out.printf(
        "  %s: %d rolls of %.3f ms, %.2f of the workers' time%n",
        who, rolls, workMillis / rolls, workMillis / counted.workersMillis());
  }

  private static void ask(Peers peers, Asker dear, Asker cheap, Duration time) throws IOException {
    Peers.until(
        () -> false,
        time,
        () -> {
          long now = System.nanoTime();
          dear.step(now);
          cheap.step(now);
          peers.poll();
        });
  }

  private static double millis(Duration time) {
    return time.toNanos() / NANOS_PER_MILLI;
  }

  /** Returns the CPU time of the workers for one of many equal rolls. */
  private double costMillis(String expression, int rolls) throws IOException, InterruptedException {
    try (Peers peers = Peers.open()) {
      Asker asker = new Asker(peers, ALONE_ADDRESS, server.port(), 1, expression);
      Duration before = server.threadCpu(WORKERS);
      asker.begin(SAMPLES_IN_FLIGHT);
      Peers.until(
          () -> asker.answeredCount() >= rolls,
          SAMPLES_LIMIT,
          () -> {
            asker.step(System.nanoTime());
            peers.poll();
          });
      asker.stop();
      Peers.until(() -> asker.unansweredCount() == 0, SAMPLES_LIMIT, peers::poll);
      Duration taken = server.threadCpu(WORKERS).minus(before);
      asker.abort();
      if (asker.answeredCount() < rolls) {
        throw new IOException("only " + asker.answeredCount() + " rolls of " + rolls);
      }
      return millis(taken) / asker.answeredCount();
    }
  }
}
