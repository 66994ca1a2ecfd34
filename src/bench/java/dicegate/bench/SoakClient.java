package dicegate.bench;

import dicegate.harness.ClientFrames;
import dicegate.harness.WebSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the soak, with one part to play. It rolls one-sided dice, each time another
 * number of them, so that every answer can be checked.
 *
 * <p>Confined to the clients' thread.
 */
final class SoakClient {

  /** The use that a connection makes of its turns. */
  enum Part {
    /** Rolls in the bare dialect. */
    BARE,
    /** Rolls in the JSON dialect. */
    ROLLS,
    /** Asks for odds. */
    ODDS,
    /** Joins one table for the whole soak, and rolls there. */
    HOST,
    /** Moves from table to table, and rolls at each. */
    GUEST,
    /** Rolls once and leaves, with a close frame or without. */
    BRIEF
  }

  private static final int BUFFER_BYTES = 131_072;
  private static final int MOST_DICE = 4;
  private static final int MOST_UNANSWERED = 64;
  private static final int ROLLS_AT_A_TABLE = 10;
  private static final String ODDS = "4d6kh3";

  private final Part part;
  private final int number;
  private final SoakTables tables;
  private final SoakTally tally;
  private final WebSocketChannel channel;
  private final Map<Integer, Long> dueNanos = new LinkedHashMap<>();
  private int asked;
  private int visits;
  private boolean greeted;
  private boolean joined;
  private boolean joining;
  private boolean ended;

  /** Begins to connect. */
  SoakClient(
      Selector selector,
      InetSocketAddress address,
      Part part,
      int number,
      SoakTables tables,
      SoakTally tally)
      throws IOException {
    this.part = part;
    this.number = number;
    this.tables = tables;
    this.tally = tally;
    this.channel =
        new WebSocketChannel(
            selector,
            address,
            "/ws",
            part == Part.BARE ? "" : "dicegate.v1.json",
            BUFFER_BYTES,
            BUFFER_BYTES,
            this);
  }

  /** Returns whether it has left as planned. */
  boolean hasEnded() {
    return ended;
  }

  /** Takes the turn that was due at that time; returns false if it is not able to. */
  boolean turn(long due) throws IOException {
    if (ended
        || joining
        || dueNanos.size() >= MOST_UNANSWERED
        || !(part == Part.BARE ? channel.isUpgraded() : greeted)) {
      return false;
    }
    switch (part) {
      case BARE -> ask(due, dice(asked + 1) + "d1");
      case ODDS -> ask(due, message("odds", ODDS));
      case ROLLS -> ask(due, message("roll", dice(asked + 1) + "d1"));
      case HOST, GUEST -> turnAtTable(due);
      case BRIEF -> {
        if (asked == 0) {
          ask(due, message("roll", "2d1"));
        }
      }
    }
    channel.flush();
    return true;
  }

  /** Handles the operations that the selector found ready. */
  void ready() throws IOException {
    if (ended || !channel.ready()) {
      return;
    }
    if (!channel.read()) {
      ended("no close frame");
      return;
    }
    while (!ended && channel.next()) {
      if (channel.isClose()) {
        ended(channel.closeCode());
      } else {
        received(channel.payload());
      }
    }
    if (!ended) {
      channel.flush();
    }
  }

  void abort() throws IOException {
    ended = true;
    channel.abort();
  }

  private void turnAtTable(long due) throws IOException {
    if (!joined) {
      String table = table();
      String key = tables.key(table);
      if (part == Part.GUEST && key == null) {
        // Its host has not joined yet.
        return;
      }
      joining = true;
      channel.put(
          ClientFrames.text(
              "{\"type\":\"join\",\"id\":\"j\",\"table\":\"%s\",\"name\":\"P%d\"%s}"
                  .formatted(table, number, key == null ? "" : ",\"key\":\"" + key + "\"")));
    } else if (part == Part.GUEST && asked > 0 && asked % ROLLS_AT_A_TABLE == 0 && !isWaiting()) {
      joined = false;
      visits++;
      asked++;
      channel.put(ClientFrames.text("{\"type\":\"leave\",\"id\":\"l\"}"));
    } else {
      ask(due, message("roll", dice(asked + 1) + "d1"));
    }
  }

  private boolean isWaiting() {
    return !dueNanos.isEmpty();
  }

  private String table() {
    return "soak-" + (part == Part.HOST ? number : number + visits) % SoakClients.TABLES;
  }

  private String message(String type, String expression) {
    return "{\"type\":\"%s\",\"id\":%d,\"expr\":\"%s\"}".formatted(type, asked + 1, expression);
  }

  private void ask(long due, String text) throws IOException {
    asked++;
    dueNanos.put(asked, due);
    channel.put(ClientFrames.text(text));
  }

  private void received(String text) throws IOException {
    if (part == Part.BARE) {
      bareAnswer(text);
    } else if (text.contains("\"type\":\"hello\"")) {
      greeted = true;
    } else if (text.contains("\"type\":\"result\"") || text.contains("\"type\":\"odds\"")) {
      answer(text);
    } else if (text.contains("\"type\":\"joined\"")) {
      joining = false;
      joined = true;
      tables.joined(table(), text);
    } else if (text.contains("\"type\":\"rolled\"")) {
      tally.seen();
    } else if (text.contains("\"type\":\"error\"")) {
      refused(text);
    }
  }

  private void bareAnswer(String text) throws IOException {
    int oldest = dueNanos.keySet().stream().findFirst().orElse(0);
    if (text.equals("[" + "1, ".repeat(dice(oldest) - 1) + "1]")) {
      answered(oldest, text);
    } else if (oldest > 0 && text.startsWith("{\"error\":")) {
      dueNanos.remove(oldest);
      tally.refused(text);
    } else {
      throw new IOException("asked " + dueNanos.keySet() + ", answered " + text);
    }
  }

  private void answer(String text) throws IOException {
    int id = id(text);
    String wanted =
        part == Part.ODDS
            ? "\"meanExact\":\"15869/1296\""
            : "\"total\":" + (part == Part.BRIEF ? 2 : dice(id)) + ",";
    if (!text.contains(wanted)) {
      throw new IOException("asked " + dueNanos.keySet() + ", answered " + text);
    }
    answered(id, text);
    if (part == Part.BRIEF) {
      leave();
    }
  }

  private void answered(int id, String text) throws IOException {
    Long due = dueNanos.remove(id);
    if (due == null) {
      throw new IOException("answer without a request: " + text);
    }
    tally.answered(System.nanoTime() - due);
  }

  private void refused(String text) throws IOException {
    joining = false;
    dueNanos.remove(id(text));
    tally.refused(text);
    if (part == Part.BRIEF) {
      leave();
    }
  }

  private void leave() throws IOException {
    if (number % 2 == 0) {
      abort();
    } else {
      channel.putClose();
      channel.flush();
    }
  }

  private void ended(String how) throws IOException {
    if (part != Part.BRIEF || asked == 0 || isWaiting()) {
      throw new IOException("the server ended a connection (" + part + "): " + how);
    }
    abort();
  }

  private static int dice(int turn) {
    return turn % MOST_DICE + 1;
  }

  private static int id(String text) {
    String digits = after(text, "\"id\":");
    return digits == null || digits.isEmpty() || !Character.isDigit(digits.charAt(0))
        ? 0
        : Integer.parseInt(digits.split("[^0-9]", 2)[0]);
  }

  private static @Nullable String after(String text, String key) {
    int start = text.indexOf(key);
    return start < 0 ? null : text.substring(start + key.length());
  }
}
