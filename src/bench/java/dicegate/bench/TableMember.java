package dicegate.bench;

import dicegate.harness.ClientFrames;
import dicegate.harness.WebSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One member of a table under load: joins, and then has one roll in flight at a time. It checks
 * that every roll of the table arrives, once and in order.
 *
 * <p>Confined to the thread of its {@link TableLoad}.
 */
final class TableMember {

  private static final int IN_BYTES = 64 * 1024;
  private static final int OUT_BYTES = 4_096;
  private static final Pattern KEY = Pattern.compile("\"player\":\"([^\"]+)\"");
  private static final Pattern SEQ = Pattern.compile("\"seq\":([0-9]+)");

  private final String table;
  private final WebSocketChannel channel;
  private boolean greeted;
  private boolean joined;
  private boolean waiting;
  private int asked;
  private long lastSeq;
  private long results;
  private long frames;
  private String key = "";

  /** Begins to connect. */
  TableMember(Selector selector, InetSocketAddress address, String table) throws IOException {
    this.table = table;
    this.channel =
        new WebSocketChannel(
            selector, address, "/ws", "dicegate.v1.json", IN_BYTES, OUT_BYTES, this);
  }

  /** Returns whether the server has greeted it, so that it may join. */
  boolean isGreeted() {
    return greeted;
  }

  /** Returns whether it is at its table. */
  boolean isJoined() {
    return joined;
  }

  /** Returns whether its last roll is not answered yet. */
  boolean isWaiting() {
    return waiting;
  }

  /** Returns the key of its table for players, once it has joined. */
  String key() {
    return key;
  }

  /** Returns the number of its own rolls that were answered. */
  long results() {
    return results;
  }

  /** Returns the number of rolls of the whole table that arrived. */
  long frames() {
    return frames;
  }

  /** Joins the table; an empty key opens it. */
  void join(String tableKey) throws IOException {
    String keyMember = tableKey.isEmpty() ? "" : ",\"key\":\"" + tableKey + "\"";
    put(
        "{\"type\":\"join\",\"id\":0,\"table\":\"%s\",\"name\":\"P\"%s}"
            .formatted(table, keyMember));
  }

  /** Begins its next roll. */
  void roll() throws IOException {
    waiting = true;
    asked++;
    put("{\"type\":\"roll\",\"id\":" + asked + ",\"expr\":\"3d6\"}");
  }

  /** Handles the operations that are ready; {@code asking} keeps a roll in flight. */
  void ready(boolean asking) throws IOException {
    if (!channel.ready()) {
      return;
    }
    if (!channel.read()) {
      throw new IOException("the server ended the connection of a member");
    }
    while (channel.next()) {
      if (channel.isClose()) {
        throw new IOException("the server closed a member: " + channel.closeCode());
      }
      receive(channel.payload(), asking);
    }
    channel.flush();
  }

  /** Closes the socket at once. */
  void abort() throws IOException {
    channel.abort();
  }

  private void receive(String text, boolean asking) throws IOException {
    if (text.contains("\"type\":\"rolled\"")) {
      rolled(text);
    } else if (text.startsWith("{\"type\":\"result\",\"id\":" + asked + ",")) {
      results++;
      waiting = false;
      if (asking) {
        roll();
      }
    } else if (text.contains("\"type\":\"joined\"")) {
      joined = true;
      key = find(KEY, text);
    } else if (text.contains("\"type\":\"hello\"")) {
      greeted = true;
    } else if (!text.contains("\"type\":\"presence\"")) {
      throw new IOException("a member asked " + asked + ", answered " + text);
    }
  }

  private void rolled(String text) throws IOException {
    String seq = find(SEQ, text);
    if (!seq.equals(Long.toString(lastSeq + 1)) || !text.contains("\"roll\":{\"expr\":\"3d6\"")) {
      throw new IOException("after roll " + lastSeq + " came " + text);
    }
    lastSeq++;
    frames++;
  }

  private static String find(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    @Nullable String found = matcher.find() ? matcher.group(1) : null;
    if (found == null) {
      throw new IOException("no " + pattern + " in " + text);
    }
    return found;
  }

  private void put(String text) throws IOException {
    channel.put(ClientFrames.text(text));
    channel.flush();
  }
}
