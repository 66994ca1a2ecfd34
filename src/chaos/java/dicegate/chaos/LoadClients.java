package dicegate.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * All clients: they send each request of the journal when it is due, whether or not others are
 * answered. Used by one thread at a time; an interrupt ends {@link #ask}.
 */
final class LoadClients implements AutoCloseable {
  private static final Duration OPEN_LIMIT = Duration.ofMinutes(1);
  private static final Duration LAST_ANSWER_LIMIT = Duration.ofSeconds(15);

  /** Time to wait for answers that should not come. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Peers peers;
  private final RequestJournal journal;
  private final List<Player> players = new ArrayList<>();
  private volatile long startNanos;
  private int next;

  private LoadClients(Peers peers, RequestJournal journal) {
    this.peers = peers;
    this.journal = journal;
  }

  /** Opens all connections and waits until the server has greeted each. */
  static LoadClients open(int port, int connections, RequestJournal journal) throws IOException {
    LoadClients clients = new LoadClients(Peers.open(), journal);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      for (int i = 0; i < connections; i++) {
        int number = i;
        Consumer<String> onMessage =
            message -> journal.received(number, message, System.nanoTime() - clients.startNanos);
        clients.players.add(new Player(clients.peers.selector(), address, onMessage));
      }
      clients.pollUntil(() -> clients.players.stream().allMatch(Player::isGreeted), OPEN_LIMIT);
      if (!clients.players.stream().allMatch(Player::isGreeted)) {
        throw new IOException("not greeted on each connection within " + OPEN_LIMIT);
      }
      return clients;
    } catch (IOException | RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  /**
   * Sends all requests and waits for a limited time for missing answers, which the journal lists.
   *
   * @param startNanos when the first request is due, by {@link System#nanoTime}
   * @throws IOException when the server ends a connection
   */
  void ask(long startNanos) throws IOException {
    this.startNanos = startNanos;
    while (next < journal.requests()) {
      sendDue();
      peers.poll();
    }
    pollUntil(() -> journal.answeredCount() == journal.askedCount(), LAST_ANSWER_LIMIT);
    pollUntil(() -> false, LINGER);
  }

  @Override
  public void close() throws IOException {
    for (Player player : players) {
      player.abort();
    }
    peers.close();
  }

  private void sendDue() throws IOException {
    long now = System.nanoTime() - startNanos;
    while (next < journal.requests() && journal.dueNanos(next) <= now) {
      journal.asked(now - journal.dueNanos(next));
      players.get(journal.connectionOf(next)).send(journal.text(next));
      next++;
    }
  }

  private void pollUntil(BooleanSupplier done, Duration limit) throws IOException {
    Peers.until(done, limit, peers::poll);
  }
}
