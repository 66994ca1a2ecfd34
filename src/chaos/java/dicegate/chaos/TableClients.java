package dicegate.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All members of all tables: they roll at a fixed rate, and repeat rolls that were refused
 * temporarily.
 *
 * <p>Used by one thread at a time; an interrupt ends {@link #roll}.
 */
final class TableClients implements AutoCloseable {
  private static final Duration OPEN_LIMIT = Duration.ofMinutes(2);
  private static final Duration LAST_LIMIT = Duration.ofSeconds(30);

  /** Time to wait for messages that should not come. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final TablesSettings settings;
  private final TableJournal journal;
  private final Peers peers;
  private final List<TableClient> members = new ArrayList<>();
  private final Queue<Retry> refused =
      new PriorityQueue<>(Comparator.comparingLong(Retry::atNanos));

  private record Retry(long atNanos, int roll) {}

  private TableClients(TablesSettings settings, TableJournal journal, Peers peers) {
    this.settings = settings;
    this.journal = journal;
    this.peers = peers;
  }

  /** Opens all connections, in turn to each of the ports, and waits until all have joined. */
  static TableClients open(TablesSettings settings, List<Integer> ports, TableJournal journal)
      throws IOException {
    TableClients clients = new TableClients(settings, journal, Peers.open());
    try {
      for (int i = 0; i < settings.players(); i++) {
        int number = i;
        int port = ports.get(i % ports.size());
        clients.members.add(
            new TableClient(
                clients.peers.selector(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                "table-" + i / settings.members(),
                "P" + i,
                message -> clients.received(number, message)));
      }
      clients.pollUntil(
          () -> clients.members.stream().allMatch(TableClient::isGreeted), OPEN_LIMIT);
      for (int table = 0; table < settings.tables(); table++) {
        clients.members.get(table * settings.members()).joinWith("");
      }
      clients.pollUntil(() -> clients.joinedCount() == settings.tables(), OPEN_LIMIT);
      for (int i = 0; i < settings.players(); i++) {
        if (i % settings.members() != 0) {
          clients.members.get(i).joinWith(clients.members.get(i - i % settings.members()).key());
        }
      }
      clients.pollUntil(() -> clients.joinedCount() == settings.players(), OPEN_LIMIT);
      if (clients.joinedCount() != settings.players()) {
        throw new IOException(
            "only %d joined: %s"
                .formatted(clients.joinedCount(), clients.journal.faults().keySet()));
      }
      return clients;
    } catch (IOException | RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  /**
   * Makes all rolls, and waits for a limited time for missing ones, which the journal lists.
   *
   * @param startNanos when the first one is due, by {@link System#nanoTime}
   */
  void roll(long startNanos) throws IOException {
    long interval = TimeUnit.SECONDS.toNanos(1) / settings.rate();
    int next = 0;
    while (next < settings.rolls()) {
      long now = System.nanoTime();
      while (next < settings.rolls() && now - startNanos - next * interval >= 0) {
        journal.asked(next, startNanos + next * interval);
        send(next);
        next++;
      }
      poll();
    }
    pollUntil(journal::isComplete, LAST_LIMIT);
    pollUntil(() -> false, LINGER);
  }

  /** Returns how many times members reconnected. */
  int reconnects() {
    return members.stream().mapToInt(TableClient::reconnects).sum();
  }

  @Override
  public void close() throws IOException {
    for (TableClient member : members) {
      member.abort();
    }
    peers.close();
  }

  private long joinedCount() {
    return members.stream().filter(TableClient::hasJoined).count();
  }

  private void send(int roll) throws IOException {
    members.get(journal.playerOf(roll)).roll(roll, journal.text(roll));
  }

  private void received(int player, String message) {
    if (message.contains("\"type\":\"joined\"")) {
      joined(player, message);
    } else if (message.contains("\"type\":\"rolled\"")) {
      seen(player, message);
    } else if (message.contains("\"type\":\"result\"")) {
      journal.answered((int) number(message, "\"id\":"));
    } else if (message.contains("\"type\":\"error\"")) {
      error(message);
    }
  }

  private void seen(int player, String rolled) {
    journal.seen(
        player, number(rolled, "\"seq\":"), number(rolled, "\"total\":"), System.nanoTime());
  }

  /* The history, if any, has the missed rolls; the JSON of each begins with its time. */
  private void joined(int player, String message) {
    boolean resumed = message.contains("\"resumed\":true");
    String[] rolls = message.split("\\{\"at\":", -1);
    if (!message.contains("\"id\":\"j\"") || (rolls.length > 1 && !resumed)) {
      journal.complain("a table was started again");
    }
    for (int i = 1; i < rolls.length; i++) {
      seen(player, rolls[i]);
    }
  }

  private void error(String message) {
    long roll = number(message, "\"id\":");
    long retryMillis = number(message, "\"retryAfterMs\":");
    if (roll < 0 || retryMillis < 0) {
      journal.complain(message);
    } else {
      journal.refused((int) roll);
      refused.add(
          new Retry(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(retryMillis), (int) roll));
    }
  }

  private void pollUntil(BooleanSupplier done, Duration limit) throws IOException {
    Peers.until(done, limit, this::poll);
  }

  private void poll() throws IOException {
    while (!refused.isEmpty() && System.nanoTime() - refused.element().atNanos() >= 0) {
      send(refused.remove().roll());
    }
    peers.poll();
  }

  private static long number(String message, String key) {
    return MessageFields.number(message, key);
  }
}
