package dicegate.chaos.address;

import dicegate.chaos.MessageFields;
import dicegate.chaos.Peers;
import dicegate.chaos.Player;
import dicegate.harness.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The connections of one address that keep a number of rolls waiting: each answer is followed by
 * the next request, a refusal after the time that it says. Confined to one thread.
 */
final class Asker {
  private static final Duration GREETING_LIMIT = Duration.ofSeconds(10);
  private static final int BUFFER_BYTES = 65_536;
  private static final String DIVISION_BY_ZERO = "\"code\":\"division_by_zero\"";

  private final String message;
  private final List<Player> players = new ArrayList<>();
  private final Queue<Later> later = new ArrayDeque<>();
  private boolean asking;
  private long nextId;
  private long answered;
  private int unanswered;

  private record Later(long atNanos, Player player) {}

  /**
   * Opens connections.
   *
   * @param expression a roll that ends in a division by zero, so that its answer is short
   */
  Asker(Peers peers, String address, int port, int connections, String expression)
      throws IOException {
    this.message = "{\"type\":\"roll\",\"id\":%%d,\"expr\":\"%s\"}".formatted(expression);
    for (int i = 0; i < connections; i++) {
      int number = i;
      players.add(
          new Player(
              peers.selector(),
              Route.loopback(address, port),
              BUFFER_BYTES,
              text -> received(players.get(number), text),
              null));
    }
    Peers.until(() -> players.stream().allMatch(Player::isGreeted), GREETING_LIMIT, peers::poll);
    if (!players.stream().allMatch(Player::isGreeted)) {
      throw new IOException("not every connection of " + address + " was greeted");
    }
  }

  /** Sends the first requests of each connection. */
  void begin(int inFlight) throws IOException {
    asking = true;
    for (int i = 0; i < inFlight; i++) {
      for (Player player : players) {
        ask(player);
      }
    }
  }

  /** Repeats refused requests that are due. */
  void step(long now) throws IOException {
    while (!later.isEmpty() && now - later.element().atNanos() >= 0) {
      ask(later.remove().player());
    }
  }

  /** Sends no further requests. */
  void stop() {
    asking = false;
    later.clear();
  }

  /** Returns the number of rolls that were evaluated. */
  long answeredCount() {
    return answered;
  }

  /** Returns the number of requests without an answer. */
  int unansweredCount() {
    return unanswered;
  }

  /** Closes its connections. */
  void abort() throws IOException {
    for (Player player : players) {
      player.abort();
    }
  }

  private void ask(Player player) throws IOException {
    unanswered++;
    player.send(message.formatted(nextId++));
  }

  private void received(Player player, String text) {
    boolean evaluated = text.contains(DIVISION_BY_ZERO);
    if (evaluated) {
      answered++;
    } else if (text.contains("\"type\":\"error\"")) {
    } else {
      return;
    }
    unanswered--;
    if (asking) {
      long millis = Math.max(0, MessageFields.number(text, "\"retryAfterMs\":"));
      later.add(
          new Later(
              evaluated
                  ? System.nanoTime()
                  : System.nanoTime() + Duration.ofMillis(millis).toNanos(),
              player));
    }
  }
}
