package dicegate.chaos.address;

import dicegate.chaos.Peers;
import dicegate.harness.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The players whom nobody may harm: they roll at a steady rate, whether or not they are answered,
 * from {@link #open} to {@link #close}, on a thread of their own.
 */
final class Victims implements AutoCloseable {
  static final String ADDRESS = "127.0.0.3";

  private static final int CONNECTIONS = 10;

  /** Rolls a second of one connection: half of the default limit. */
  private static final int RATE = 10;

  private static final Duration OPEN_LIMIT = Duration.ofSeconds(15);

  private final Peers peers;
  private final List<Victim> victims = new ArrayList<>();
  private final FutureTask<Void> rolling = new FutureTask<>(this::roll, null);
  private final Thread thread = new Thread(rolling, "addresses-victims");
  private volatile VictimTally tally = new VictimTally();

  private Victims(Peers peers) {
    this.peers = peers;
  }

  /**
   * Opens the connections and begins to roll.
   *
   * @param table a name for the first part of their tables' names; empty for no tables
   * @throws IOException when one of them is not let in
   */
  static Victims open(int port, String table) throws IOException {
    Victims all = new Victims(Peers.open());
    try {
      Route route = Route.loopback(ADDRESS, port);
      for (int i = 0; i < CONNECTIONS; i++) {
        all.victims.add(new Victim(all.peers.selector(), route));
      }
      all.await(Victim::isGreeted, "greeted");
      if (!table.isEmpty()) {
        for (int i = 0; i < CONNECTIONS; i++) {
          all.victims.get(i).join(table + i);
        }
        all.await(Victim::hasJoined, "at their table");
      }
      all.thread.start();
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  /** Counts the rolls from now on in a new tally, and returns it. */
  VictimTally count() {
    VictimTally next = new VictimTally();
    tally = next;
    return next;
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Victim victim : victims) {
      victim.abort();
    }
    peers.close();
  }

  private void roll() {
    long interval = Duration.ofSeconds(1).toNanos() / (CONNECTIONS * RATE);
    long due = System.nanoTime();
    int next = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long now = System.nanoTime();
        while (now - due >= 0) {
          victims.get(next++ % CONNECTIONS).roll(now, tally);
          due += interval;
        }
        peers.poll();
        victims.forEach(victim -> victim.expire(now));
      }
    } catch (IOException e) {
      // The poll of an interrupted thread, or a selector that fails: then no roll is answered.
      tally.failed(String.valueOf(e.getMessage()));
    }
  }

  private void await(Predicate<Victim> condition, String what) throws IOException {
    BooleanSupplier done =
        () ->
            victims.stream()
                .allMatch(victim -> condition.test(victim) || !victim.fault().isEmpty());
    Peers.until(done, OPEN_LIMIT, peers::poll);
    if (!victims.stream().allMatch(condition)) {
      throw new IOException(
          "victims are not "
              + what
              + ": "
              + victims.stream().map(Victim::fault).filter(f -> !f.isEmpty()).toList());
    }
  }
}
