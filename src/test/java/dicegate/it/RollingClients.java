package dicegate.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Clients that roll steadily until the server closes their connections: half of them in the bare
 * dialect, half in JSON and at a table. Successive rolls have different numbers of one-sided dice,
 * so that a mixed-up answer is noticed.
 */
final class RollingClients implements AutoCloseable {

  private static final int CLIENTS = 20;

  /** 300 a second in total; the limit of one connection is 20. */
  private static final int ROLLS_A_SECOND_EACH = 15;

  private static final int MOST_DICE = 20;

  /** Messages that a client gets without a request. */
  private static final Pattern UNSOLICITED =
      Pattern.compile("\"type\":\"(?:hello|joined|presence|rolled|pending)\"");

  private static final long LIMIT_SECONDS = 60;

  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("dicegate-it-clients").factory());
  private final List<Client> clients = new ArrayList<>();
  private final List<Future<?>> rolling = new ArrayList<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final CountDownLatch firstAnswers;

  private RollingClients(int rolls) {
    firstAnswers = new CountDownLatch(rolls);
  }

  /** Opens the connections, and returns after this number of answered rolls. */
  static RollingClients start(HttpClient http, URI ws, int rolls) throws Exception {
    RollingClients all = new RollingClients(rolls);
    for (int i = 0; i < CLIENTS; i++) {
      Client client = all.new Client(i % 2 == 1);
      client.open(http, ws);
      all.clients.add(client);
    }
    long everyMicros = TimeUnit.SECONDS.toMicros(1) / ROLLS_A_SECOND_EACH;
    for (int i = 0; i < CLIENTS; i++) {
      long delayMicros = everyMicros * i / CLIENTS;
      all.rolling.add(
          all.ticks.scheduleAtFixedRate(
              all.clients.get(i)::roll, delayMicros, everyMicros, TimeUnit.MICROSECONDS));
    }
    if (!all.firstAnswers.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("not " + rolls + " rolls within " + LIMIT_SECONDS + " s");
    }
    return all;
  }

  /** Returns the answers that do not belong to the requested rolls. */
  List<String> wrongAnswers() {
    // A client whose task has thrown does not roll any more.
    rolling.stream().filter(Future::isDone).forEach(one -> wrong.add("stopped rolling: " + one));
    return List.copyOf(wrong);
  }

  /** Waits until the server has closed all connections; returns the close code of each. */
  List<Integer> closeCodes() throws Exception {
    List<Integer> codes = new ArrayList<>();
    for (Client client : clients) {
      codes.add(client.opened().closeCode());
    }
    return codes;
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    clients.forEach(client -> client.opened().abort());
  }

  /**
   * One connection. Its rolls are sent on the thread of all clients, its answers arrive on another.
   */
  private final class Client {

    private final boolean json;
    private final Queue<Integer> asked = new ArrayDeque<>();
    private int rolls;
    private @Nullable WebSocketClient connection;

    Client(boolean json) {
      this.json = json;
    }

    void open(HttpClient http, URI ws) throws Exception {
      String[] subprotocols = json ? new String[] {"dicegate.v1.json"} : new String[0];
      WebSocketClient opened =
          WebSocketClient.open(http, ws, this::answered, subprotocols)
              .get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (json) {
        opened.send(
            "{\"type\":\"join\",\"id\":0,\"table\":\"redeploy-%s\",\"name\":\"Ana\"}"
                .formatted(clients.size()));
      }
      connection = opened;
    }

    synchronized void roll() {
      // One text at a time: a roll that is due before the last one is sent is skipped.
      if (opened().isClosed() || opened().isSending()) {
        return;
      }
      rolls++;
      asked.add(rolls);
      String expression = diceOf(rolls) + "d1";
      opened()
          .send(
              json
                  ? "{\"type\":\"roll\",\"id\":%d,\"expr\":\"%s\"}".formatted(rolls, expression)
                  : expression);
    }

    WebSocketClient opened() {
      if (connection == null) {
        throw new IllegalStateException("not open yet");
      }
      return connection;
    }

    private synchronized void answered(String text) {
      if (isUnsolicited(text) || isRefusal(text)) {
        return;
      }
      if (isRight(text)) {
        firstAnswers.countDown();
      } else {
        wrong.add("asked " + asked + ", answered " + text);
      }
    }

    private boolean isUnsolicited(String text) {
      return json && UNSOLICITED.matcher(text).find();
    }

    /**
     * A busy server may refuse a roll, and so may one that is stopping; bare answers still arrive
     * in order.
     */
    private boolean isRefusal(String text) {
      boolean refusal =
          json ? text.contains("\"type\":\"error\"") : text.startsWith("{\"error\":{");
      if (!refusal || !text.contains("\"temporary\":true")) {
        return false;
      }
      if (!json) {
        asked.poll();
      }
      return true;
    }

    private boolean isRight(String text) {
      if (!json) {
        Integer next = asked.poll();
        return next != null && text.equals("[" + "1, ".repeat(diceOf(next) - 1) + "1]");
      }
      return asked.removeIf(
          roll ->
              text.contains("\"id\":" + roll + ",")
                  && text.contains("\"total\":" + diceOf(roll) + ","));
    }

    private static int diceOf(int roll) {
      return roll % MOST_DICE + 1;
    }
  }
}
