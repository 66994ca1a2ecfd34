package dicegate.chaos.address;

import dicegate.chaos.MessageFields;
import dicegate.chaos.Peers;
import dicegate.chaos.Player;
import dicegate.harness.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables that their players have left and will come back to: each with a roll, and with the keys of
 * its GM. Used by one thread.
 */
final class RestingTables {
  private static final int COUNT = 10;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final int BUFFER_BYTES = 65_536;

  private final int port;
  private final List<Owned> tables = new ArrayList<>();

  /** What a GM remembers of a table, as the page does. */
  private record Owned(String name, String key, String token) {}

  private RestingTables(int port) {
    this.port = port;
  }

  /**
   * Makes tables, rolls once at each, and leaves them.
   *
   * @param prefix begin of their names
   */
  static RestingTables make(int port, String prefix) throws IOException {
    RestingTables resting = new RestingTables(port);
    for (int i = 0; i < COUNT; i++) {
      String name = prefix + i;
      try (Visit visit = Visit.begin(Victims.ADDRESS, port)) {
        String joined = visit.join(name, "", "");
        String key = MessageFields.text(joined, "\"gm\":\"");
        String token = MessageFields.text(joined, "\"token\":\"");
        String result = visit.ask("{\"type\":\"roll\",\"id\":\"r\",\"expr\":\"3d6\"}");
        if (key.isEmpty() || !result.contains("\"type\":\"result\"")) {
          throw new IOException("no table: " + joined + result);
        }
        resting.tables.add(new Owned(name, key, token));
      }
    }
    return resting;
  }

  /** Lets each GM and an intruder come; returns what is not as it must be. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (Owned table : tables) {
      check("intruder", Newcomers.ADDRESS, table.name(), "", "", "\"code\":\"bad_key\"", faults);
      check(
          "GM",
          Victims.ADDRESS,
          table.name(),
          table.key(),
          table.token(),
          "\"role\":\"gm\"",
          faults);
      check("GM", Victims.ADDRESS, table.name(), table.key(), table.token(), "\"seq\":1", faults);
    }
    return faults;
  }

  private void check(
      String who,
      String address,
      String table,
      String key,
      String token,
      String wanted,
      List<String> faults) {
    try (Visit visit = Visit.begin(address, port)) {
      String answer = visit.join(table, key, token);
      if (!answer.contains(wanted)) {
        String code = MessageFields.text(answer, "\"code\":\"");
        faults.add(
            "%s is answered %s without %s"
                .formatted(who, code.isEmpty() ? "joined" : code, wanted));
      }
    } catch (IOException e) {
      faults.add(who + ": " + e.getMessage());
    }
  }

  /** One connection, on which one request follows the other. */
  private static final class Visit implements AutoCloseable {
    private final Peers peers;
    private final Player player;
    private String answer = "";

    private Visit(String address, int port) throws IOException {
      this.peers = Peers.open();
      this.player =
          new Player(
              peers.selector(), Route.loopback(address, port), BUFFER_BYTES, this::received, null);
    }

    static Visit begin(String address, int port) throws IOException {
      Visit visit = new Visit(address, port);
      Peers.until(visit.player::isGreeted, ANSWER_LIMIT, visit.peers::poll);
      if (!visit.player.isGreeted()) {
        visit.close();
        throw new IOException("no greeting for " + ANSWER_LIMIT.toSeconds() + " s");
      }
      return visit;
    }

    String join(String table, String key, String token) throws IOException {
      return ask(
          "{\"type\":\"join\",\"id\":\"j\",\"table\":\"%s\",\"name\":\"V\",%s%s}"
              .formatted(
                  table,
                  "\"key\":\"%s\"".formatted(key),
                  token.isEmpty() ? "" : ",\"token\":\"%s\"".formatted(token)));
    }

    String ask(String message) throws IOException {
      answer = "";
      player.send(message);
      Peers.until(() -> !answer.isEmpty(), ANSWER_LIMIT, peers::poll);
      if (answer.isEmpty()) {
        throw new IOException("no answer for " + ANSWER_LIMIT.toSeconds() + " s");
      }
      return answer;
    }

    @Override
    public void close() throws IOException {
      player.abort();
      peers.close();
    }

    private void received(String message) {
      if (message.contains("\"id\":\"j\"") || message.contains("\"id\":\"r\"")) {
        answer = message;
      }
    }
  }
}
