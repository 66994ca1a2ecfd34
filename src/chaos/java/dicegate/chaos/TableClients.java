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
 * All members of all tables: they roll at a fixed rate, and ask again what was refused for now.
 *
 * <p>Used by one thread at a time; {@link #roll} ends by an interrupt.
 */
final class TableClients implements AutoCloseable {
  private static final Duration OPEN_LIMIT = Duration.ofMinutes(2);
  private static final Duration LAST_LIMIT = Duration.ofSeconds(30);

  /** What nobody waits for would come in this time. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final TablesSettings settings;
  private final TableJournal ledger;
  private final Peers peers;
  private final List<TableClient> guests = new ArrayList<>();
  private final Queue<Again> refused =
      new PriorityQueue<>(Comparator.comparingLong(Again::atNanos));

  private record Again(long atNanos, int roll) {}

  private TableClients(TablesSettings settings, TableJournal ledger, Peers peers) {
    this.settings = settings;
    this.ledger = ledger;
    this.peers = peers;
  }

  /** Opens all connections, in turn to each of the ports, and waits until all sit. */
  static TableClients open(TablesSettings settings, List<Integer> ports, TableJournal ledger)
      throws IOException {
    TableClients crowd = new TableClients(settings, ledger, Peers.open());
    try {
      for (int i = 0; i < settings.players(); i++) {
        int number = i;
        int port = ports.get(i % ports.size());
        crowd.guests.add(
            new TableClient(
                crowd.peers.selector(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                "table-" + i / settings.members(),
                "P" + i,
                message -> crowd.received(number, message)));
      }
      crowd.pollUntil(() -> crowd.guests.stream().allMatch(TableClient::isGreeted), OPEN_LIMIT);
      for (int table = 0; table < settings.tables(); table++) {
        crowd.guests.get(table * settings.members()).sit("");
      }
      crowd.pollUntil(() -> crowd.seated() == settings.tables(), OPEN_LIMIT);
      for (int i = 0; i < settings.players(); i++) {
        if (i % settings.members() != 0) {
          crowd.guests.get(i).sit(crowd.guests.get(i - i % settings.members()).key());
        }
      }
      crowd.pollUntil(() -> crowd.seated() == settings.players(), OPEN_LIMIT);
      if (crowd.seated() != settings.players()) {
        throw new IOException(
            "only %d sit: %s".formatted(crowd.seated(), crowd.ledger.faults().keySet()));
      }
      return crowd;
    } catch (IOException | RuntimeException e) {
      crowd.close();
      throw e;
    }
  }

  /**
   * Makes all rolls, and waits for what is missing then, but not for ever: the ledger says what is.
   *
   * @param startNanos when the first one is due, by {@link System#nanoTime}
   */
  void roll(long startNanos) throws IOException {
    long interval = TimeUnit.SECONDS.toNanos(1) / settings.rate();
    int next = 0;
    while (next < settings.rolls()) {
      long now = System.nanoTime();
      while (next < settings.rolls() && now - startNanos - next * interval >= 0) {
        ledger.asked(next, startNanos + next * interval);
        send(next);
        next++;
      }
      poll();
    }
    pollUntil(ledger::isComplete, LAST_LIMIT);
    pollUntil(() -> false, LINGER);
  }

  /** Returns how often members had to come back over another connection. */
  int returns() {
    return guests.stream().mapToInt(TableClient::returns).sum();
  }

  @Override
  public void close() throws IOException {
    for (TableClient guest : guests) {
      guest.abort();
    }
    peers.close();
  }

  private long seated() {
    return guests.stream().filter(TableClient::isSeated).count();
  }

  private void send(int roll) throws IOException {
    guests.get(ledger.playerOf(roll)).roll(roll, ledger.text(roll));
  }

  private void received(int player, String message) {
    if (message.contains("\"type\":\"joined\"")) {
      joined(player, message);
    } else if (message.contains("\"type\":\"rolled\"")) {
      seen(player, message);
    } else if (message.contains("\"type\":\"result\"")) {
      ledger.answered((int) number(message, "\"id\":"));
    } else if (message.contains("\"type\":\"error\"")) {
      error(message);
    }
  }

  private void seen(int player, String rolled) {
    ledger.seen(
        player, number(rolled, "\"seq\":"), number(rolled, "\"total\":"), System.nanoTime());
  }

  /* The history, if there is any, is of what was missed: each roll begins by its time. */
  private void joined(int player, String message) {
    boolean resumed = message.contains("\"resumed\":true");
    String[] rolls = message.split("\\{\"at\":", -1);
    if (!message.contains("\"id\":\"j\"") || (rolls.length > 1 && !resumed)) {
      ledger.complain("a table began anew");
    }
    for (int i = 1; i < rolls.length; i++) {
      seen(player, rolls[i]);
    }
  }

  private void error(String message) {
    long roll = number(message, "\"id\":");
    long retryMillis = number(message, "\"retryAfterMs\":");
    if (roll < 0 || retryMillis < 0) {
      ledger.complain(message);
    } else {
      ledger.refused((int) roll);
      refused.add(
          new Again(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(retryMillis), (int) roll));
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
    return RequestJournal.number(message, key);
  }
}
