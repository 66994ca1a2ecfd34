package dicegate.chaos.address;

import dicegate.chaos.ClosedByServerException;
import dicegate.chaos.MessageFields;
import dicegate.chaos.Peers;
import dicegate.chaos.Player;
import dicegate.harness.Route;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** One player who rolls, alone or at a table of their own. Confined to the victims' thread. */
final class Victim implements Peers.Peer {
  /** More than the server's own deadline of 5 s. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(7);

  private static final int BUFFER_BYTES = 65_536;

  private final Player player;
  private final Map<Long, Sent> unanswered = new LinkedHashMap<>();
  private long nextId;
  private boolean joined;
  private String fault = "";

  private record Sent(long nanos, VictimTally tally) {}

  /** Begins to connect. */
  Victim(Selector selector, Route route) throws IOException {
    this.player = new Player(selector, route, BUFFER_BYTES, this::received, this);
  }

  boolean isGreeted() {
    return player.isGreeted();
  }

  boolean hasJoined() {
    return joined;
  }

  /** Returns why the connection ended; empty while it is open. */
  String fault() {
    return fault;
  }

  /** Makes a table. */
  void join(String table) throws IOException {
    player.send(
        "{\"type\":\"join\",\"id\":\"j\",\"table\":\"%s\",\"name\":\"V\"}".formatted(table));
  }

  /** Rolls, and counts the answer there. */
  void roll(long now, VictimTally tally) {
    tally.asked();
    if (!fault.isEmpty()) {
      tally.failed(fault);
      return;
    }
    long id = nextId++;
    unanswered.put(id, new Sent(now, tally));
    try {
      player.send("{\"type\":\"roll\",\"id\":%d,\"expr\":\"3d6\"}".formatted(id));
    } catch (IOException e) {
      end("connection broken: " + e.getMessage());
    }
  }

  /** Counts rolls as failed whose answer does not come. */
  void expire(long now) {
    Iterator<Sent> sent = unanswered.values().iterator();
    while (sent.hasNext()) {
      Sent oldest = sent.next();
      if (now - oldest.nanos() < ANSWER_LIMIT.toNanos()) {
        return;
      }
      oldest.tally().failed("no answer for " + ANSWER_LIMIT.toSeconds() + " s");
      sent.remove();
    }
  }

  /** Handles the operations that are ready; a failure ends the connection, and is counted. */
  @Override
  public void ready() {
    try {
      player.ready();
    } catch (ClosedByServerException e) {
      end(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      end("connection broken: " + e.getMessage());
    }
  }

  void abort() throws IOException {
    player.abort();
  }

  private void end(String why) {
    fault = why;
    unanswered.values().forEach(sent -> sent.tally().failed(why));
    unanswered.clear();
    try {
      player.abort();
    } catch (IOException e) {
      fault = why + ", and not closed: " + e.getMessage();
    }
  }

  private void received(String message) {
    if (message.contains("\"type\":\"joined\"")) {
      joined = true;
      return;
    }
    boolean isError = message.contains("\"type\":\"error\"");
    if (!isError && !message.contains("\"type\":\"result\"")) {
      return;
    }
    Sent sent = unanswered.remove(MessageFields.number(message, "\"id\":"));
    if (sent == null) {
      fault = isError ? MessageFields.text(message, "\"code\":\"") : "an answer to no request";
    } else if (isError) {
      sent.tally().failed(MessageFields.text(message, "\"code\":\""));
    } else {
      sent.tally().answered(System.nanoTime() - sent.nanos());
    }
  }
}
