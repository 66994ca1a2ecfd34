package dicegate.chaos.address;

import dicegate.harness.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attack on a running server, with victims before it and during it. */
final class Trial {
  /** Time between two newcomers. */
  private static final Duration PAUSE = Duration.ofMillis(700);

  /** After this time the victims' last rolls have been answered, or are counted as failed. */
  private static final Duration LAST_ANSWER_LIMIT = Duration.ofSeconds(10);

  private static final Duration ANSWER_POLL = Duration.ofMillis(20);

  /** The part of a processor that the victims alone need, at most. */
  private static final double IDLE_USE = 0.3;

  private static final Duration REHEARSAL = Duration.ofSeconds(3);

  private static final Duration IDLE_SAMPLE = Duration.ofMillis(500);
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(15);

  private final ServerProcess server;
  private final Attack attack;
  private final Duration calm;
  private final TrialReport report;

  Trial(ServerProcess server, Attack attack, Duration calm, TrialReport report) {
    this.server = server;
    this.attack = attack;
    this.calm = calm;
    this.report = report;
  }

  /**
   * Runs the attack once.
   *
   * @param name a word that no earlier trial on this server had
   * @return whether the server can be attacked again
   */
  boolean run(String name) throws Exception {
    boolean usable;
    try {
      rehearse();
      usable =
          switch (attack.scene()) {
            case ALONE, WITH_ENGINE_APART -> run(Victims.open(server.port(), ""));
            case AT_SHARED_TABLES -> run(Victims.open(server.port(), name + "-"));
            case WITH_RESTING_TABLES -> {
              RestingTables tables = RestingTables.make(server.port(), name + "-");
              boolean alive = run(Victims.open(server.port(), ""));
              report.tables(tables.faults());
              yield alive;
            }
          };
    } catch (IOException e) {
      report.failed(e.getClass().getSimpleName() + ": " + e.getMessage());
      usable = false;
    }
    if (!server.isAlive()) {
      report.failed(end());
    }
    return usable && server.isAlive();
  }

  /** Attacks for a moment, so that what is measured is not how the server compiles its code. */
  private void rehearse() throws IOException {
    try (HostileClients clients = HostileClients.of(attack.groups(), server.port())) {
      clients.attack(REHEARSAL);
    }
  }

  private boolean run(Victims opened) throws Exception {
    try (Victims victims = opened) {
      awaitIdle();
      VictimTally before = victims.count();
      server.endsWithin(calm);
      finish(victims, before);
      CounterReadings readings = CounterReadings.of(server.port());
      VictimTally during = victims.count();
      Newcomers newcomers = new Newcomers(server.port());
      report.hostile(attackMeasured(newcomers), attack.mustEnd());
      finish(victims, during);
      report.victims(before, during);
      report.newcomers(newcomers);
      if (!server.isAlive()) {
        return false;
      }
      report.counted(CounterReadings.of(server.port()).since(readings), attack.counter());
      return new Newcomers(server.port()).visit();
    }
  }

  /** Waits until the server has no more work left from an earlier attack, for a limited time. */
  private void awaitIdle() throws InterruptedException {
    long begin = System.nanoTime();
    double use = 1;
    while (use > IDLE_USE && System.nanoTime() - begin < IDLE_LIMIT.toNanos() && server.isAlive()) {
      long before = server.cpuNanos();
      server.endsWithin(IDLE_SAMPLE);
      use = (double) (server.cpuNanos() - before) / IDLE_SAMPLE.toNanos();
    }
  }

  private HostileTally attackMeasured(Newcomers newcomers) throws Exception {
    ProcessHandle own = ProcessHandle.current();
    long logBytes = Files.size(server.log());
    long serverNanos = server.cpuNanos();
    long ownNanos = cpuNanos(own);
    long begin = System.nanoTime();
    HostileTally hostile = attack(newcomers);
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    report.logGrew(Files.size(server.log()) - logBytes, taken);
    if (server.isAlive()) {
      report.cpu(server.cpuNanos() - serverNanos, cpuNanos(own) - ownNanos, taken);
    }
    return hostile;
  }

  private static long cpuNanos(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private HostileTally attack(Newcomers newcomers) throws Exception {
    try (HostileClients clients = HostileClients.of(attack.groups(), server.port())) {
      FutureTask<HostileTally> attacking =
          new FutureTask<>(() -> clients.attack(attack.duration()));
      Thread thread = new Thread(attacking, "addresses-attack");
      thread.start();
      try {
        while (true) {
          try {
            return attacking.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
          } catch (TimeoutException e) {
            newcomers.visit();
          }
        }
      } catch (ExecutionException e) {
        throw new IOException("the attack failed: " + e.getCause(), e);
      } finally {
        thread.interrupt();
        thread.join();
      }
    }
  }

  /** Waits until all rolls of a tally were answered or failed; later ones count elsewhere. */
  private void finish(Victims victims, VictimTally tally) throws InterruptedException {
    victims.count();
    long begin = System.nanoTime();
    while (!tally.isComplete()
        && System.nanoTime() - begin < LAST_ANSWER_LIMIT.toNanos()
        && !server.endsWithin(ANSWER_POLL)) {}
  }

  /** Returns that the server ended, with the last line of its log. */
  private String end() {
    String tail = server.logTail().stripTrailing();
    return "the server ended: " + tail.substring(tail.lastIndexOf('\n') + 1);
  }
}
