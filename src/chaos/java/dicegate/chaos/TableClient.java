package dicegate.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One member of a table, as the page is one: comes back when its connection was closed, goes on
 * with its session, sits down again with its position, and asks again what was not answered.
 *
 * <p>Confined to the clients' thread.
 */
final class TableClient implements Peers.Peer {

  private final Selector selector;
  private final InetSocketAddress address;
  private final String table;
  private final String name;
  private final Consumer<String> onMessage;
  private final Map<Long, String> unanswered = new LinkedHashMap<>();
  private Player player;
  private String session = "";
  private String key = "";
  private String token = "";
  private String position = "";
  private boolean seated;
  private int returns;

  /** Begins to connect; {@code onMessage} gets each message but the greetings. */
  TableClient(
      Selector selector,
      InetSocketAddress address,
      String table,
      String name,
      Consumer<String> onMessage)
      throws IOException {
    this.selector = selector;
    this.address = address;
    this.table = table;
    this.name = name;
    this.onMessage = onMessage;
    this.player = new Player(selector, address, this::received, this);
  }

  boolean isGreeted() {
    return player.isGreeted();
  }

  boolean isSeated() {
    return seated;
  }

  /** Returns how often it had to come back. */
  int returns() {
    return returns;
  }

  /** Returns the key that makes players of its table; only of who sits there. */
  String key() {
    return key;
  }

  /** Sits down with a key; an empty one makes a new table. */
  void sit(String tableKey) throws IOException {
    key = tableKey;
    session = text(player.greeting(), "\"session\":\"");
    join();
  }

  void roll(long id, String message) throws IOException {
    unanswered.put(id, message);
    if (seated) {
      player.send(message);
    }
  }

  /** Does what the selector found possible; comes back if the server has closed. */
  @Override
  public void ready() throws IOException {
    boolean greeted = player.isGreeted();
    try {
      player.ready();
    } catch (ClosedByServerException e) {
      player.abort();
      returns++;
      seated = false;
      player = new Player(selector, address, this::received, this);
      return;
    }
    if (!greeted && player.isGreeted() && !session.isEmpty()) {
      player.send("{\"type\":\"resume\",\"session\":\"" + session + "\"}");
      join();
    }
  }

  void abort() throws IOException {
    player.abort();
  }

  private void join() throws IOException {
    player.send(
        "{\"type\":\"join\",\"id\":\"j\",\"table\":\"%s\",\"name\":\"%s\",\"key\":\"%s\",%s}"
            .formatted(
                table, name, key, "\"token\":\"%s\",\"resume\":\"%s\"".formatted(token, position)));
  }

  private void received(String message) {
    if (message.contains("\"type\":\"joined\"")) {
      seated = true;
      key = text(message, "\"player\":\"");
      token = text(message, "\"token\":\"");
    }
    if (message.contains("\"type\":\"result\"")) {
      unanswered.remove(RequestJournal.number(message, "\"id\":"));
    }
    String last = lastText(message, "\"position\":\"");
    position = last.isEmpty() ? position : last;
    onMessage.accept(message);
    if (message.contains("\"type\":\"joined\"") && returns > 0) {
      askAgain();
    }
  }

  private void askAgain() {
    for (String message : unanswered.values()) {
      try {
        player.send(message);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String text(String message, String before) {
    int start = message.indexOf(before) + before.length();
    return start < before.length() ? "" : message.substring(start, message.indexOf('"', start));
  }

  private static String lastText(String message, String before) {
    int start = message.lastIndexOf(before);
    return start < 0 ? "" : text(message.substring(start), before);
  }
}
