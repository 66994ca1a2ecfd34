package dicegate.chaos;

import dicegate.harness.Artifacts;
import dicegate.harness.PayaraMicro;
import dicegate.harness.Program;
import dicegate.table.valkey.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ClientKillParams;

/**
 * The program {@code tables}: tables on two gateways that share one redis-server. Each second the
 * gateways' subscriptions are cut, and once the server is restarted. Fails unless every member of a
 * table saw the same rolls in the same order, each once, and every roll was answered in the end.
 *
 * @see TablesSettings
 */
public final class TablesRun {
  private static final Duration FIRST_ROLL_IN = Duration.ofMillis(200);
  private static final double NANOS_PER_MILLI = 1e6;

  private final TablesSettings settings;
  private final Path directory;

  private TablesRun(TablesSettings settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /** Returns the program {@code tables}. */
  static Program program() {
    return new Program(
        "tables",
        "tables on two nodes whose subscriptions are cut and whose server is restarted",
        true,
        TablesSettings.OPTIONS,
        arguments -> runOnce(TablesSettings.of(arguments, Artifacts.fromSystemProperties())));
  }

  private static boolean runOnce(TablesSettings settings) throws Exception {
    Path directory = Files.createTempDirectory("dicegate-tables");
    System.out.println("tables run in " + directory + ": " + settings);
    return new TablesRun(settings, directory).run();
  }

  private boolean run() throws Exception {
    try (RedisServer valkey = RedisServer.start("--appendonly", "yes");
        PayaraMicro one = startServer("one", valkey);
        PayaraMicro other = startServer("other", valkey)) {
      one.awaitRoll();
      other.awaitRoll();
      TableJournal journal = new TableJournal(settings);
      try (TableClients members =
          TableClients.open(settings, List.of(one.port(), other.port()), journal)) {
        disturb(members, valkey, one);
        System.out.printf(
            "connections closed for being slow, and resumed: %d%n", members.reconnects());
      }
      return verdict(journal);
    }
  }

  private void disturb(TableClients members, RedisServer valkey, PayaraMicro server)
      throws Exception {
    long startNanos = System.nanoTime() + FIRST_ROLL_IN.toNanos();
    FutureTask<Void> rolling =
        new FutureTask<>(
            () -> {
              members.roll(startNanos);
              return null;
            });
    Thread clients = new Thread(rolling, "tables-clients");
    clients.start();
    try {
      long restart = settings.measure().toSeconds() / 2;
      if (awaitEnd(rolling, settings.undisturbed())) {
        return;
      }
      for (long second = 0; second < settings.measure().toSeconds(); second++) {
        if (second == restart) {
          valkey.stop();
          valkey.restart();
          System.out.println("the server of the tables was restarted");
        } else {
          cutSubscribers(valkey);
        }
        if (awaitEnd(rolling, Duration.ofSeconds(1))) {
          return;
        }
      }
      rolling.get();
    } catch (ExecutionException e) {
      throw new IOException("the clients failed: " + e.getCause() + server.logTail(), e);
    } finally {
      clients.interrupt();
      clients.join();
    }
  }

  private static void cutSubscribers(RedisServer valkey) {
    try (Jedis jedis = valkey.jedis()) {
      jedis.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
    } catch (JedisException e) {
      System.out.println("subscriptions not cut: " + e.getMessage());
    }
  }

  /** Waits for a time; returns true at once if the clients end. */
  private static boolean awaitEnd(FutureTask<Void> rolling, Duration time)
      throws InterruptedException, ExecutionException {
    try {
      rolling.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private boolean verdict(TableJournal journal) {
    System.out.printf(
        "%nrolls %d at %d tables of %d on two nodes, answered %d, seen %d times;"
            + " refused and repeated: %s%n",
        journal.askedCount(),
        settings.tables(),
        settings.members(),
        journal.answeredCount(),
        journal.seenCount(),
        journal.refusals());
    print("from request to a member, without faults:", journal.calmNanos());
    print("while subscriptions are cut:", journal.disturbedNanos());
    Map<String, Integer> faults = journal.faults();
    faults.forEach((fault, times) -> System.out.println("FAILED: " + times + " x " + fault));
    boolean fine = faults.isEmpty() && journal.answeredCount() == settings.rolls();
    System.out.println(fine ? "tables run passed" : "tables run FAILED");
    return fine;
  }

  private static void print(String what, Histogram nanos) {
    System.out.printf(
        "%-38s p50 %.2f ms, p99 %.2f, max %.1f%n",
        what,
        nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
        nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
        nanos.getMaxValue() / NANOS_PER_MILLI);
  }

  private PayaraMicro startServer(String name, RedisServer valkey) throws IOException {
    return PayaraMicro.start(
        settings.artifacts().payaraMicroJar(),
        settings.serverArgs(),
        directory.resolve(name),
        List.of(settings.artifacts().war()),
        Map.of("DICEGATE_BUS", valkey.url(), "DICEGATE_TABLE_HISTORY", "1000"));
  }
}
