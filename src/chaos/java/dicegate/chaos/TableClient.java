package dicegate.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One member of a table, which behaves like the page: it reconnects after a close, resumes its
 * session, rejoins the table at its position, and repeats unanswered requests.
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
  private boolean joined;
  private int reconnects;

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

  boolean hasJoined() {
    return joined;
  }

  /** Returns the number of its reconnects. */
  int reconnects() {
    return reconnects;
  }

  /** Returns the player key of its table; only after it has joined. */
  String key() {
    return key;
  }

  /** Joins with a key; an empty one makes a new table. */
  void joinWith(String tableKey) throws IOException {
    key = tableKey;
    session = MessageFields.text(player.greeting(), "\"session\":\"");
    join();
  }

  void roll(long id, String message) throws IOException {
    unanswered.put(id, message);
    if (joined) {
      player.send(message);
    }
  }

  /** Handles the operations that are ready; reconnects if the server has closed. */
  @Override
  public void ready() throws IOException {
    boolean greeted = player.isGreeted();
    try {
      player.ready();
    } catch (ClosedByServerException e) {
      player.abort();
      reconnects++;
      joined = false;
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
      joined = true;
      key = MessageFields.text(message, "\"player\":\"");
      token = MessageFields.text(message, "\"token\":\"");
    }
    if (message.contains("\"type\":\"result\"")) {
      unanswered.remove(MessageFields.number(message, "\"id\":"));
    }
    String last = lastText(message, "\"position\":\"");
    position = last.isEmpty() ? position : last;
    onMessage.accept(message);
    if (message.contains("\"type\":\"joined\"") && reconnects > 0) {
      repeatUnanswered();
    }
  }

  private void repeatUnanswered() {
    for (String message : unanswered.values()) {
      try {
        player.send(message);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String lastText(String message, String before) {
    int start = message.lastIndexOf(before);
    return start < 0 ? "" : MessageFields.text(message.substring(start), before);
  }
}
