package dicegate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Front and worker, polled by hand on the test's thread. */
final class EngineFrontTest {

  private static final EngineSettings SETTINGS =
      new EngineSettings("tcp://127.0.0.1:0", 1, Duration.ZERO, "1.2.3");

  private static final String WORKER = "inproc://front-test.worker";

  /** Two dice, in a text that the front does not answer itself. */
  private static final String TWO_DICE = "002d1";

  private final Metrics metrics = new Metrics();
  private final SocketContext inproc = new SocketContext("inproc-test");

  /** The engine's clock, which advances by the step at each reading. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

  private final AtomicLong stepNanos = new AtomicLong();
  private final AtomicInteger clockReadings = new AtomicInteger();
  private final AtomicInteger diceRolled = new AtomicInteger();
  private final Responder responder = new Responder(SETTINGS, this::rollDie, metrics);
  private final EngineFront front =
      new EngineFront(SETTINGS, List.of(WORKER), inproc, responder, metrics, this::readClock);
  private final EngineWorker worker =
      new EngineWorker(WORKER, inproc, responder, SETTINGS.thinkTime(), this::readClock);
  private final ZContext clients = new ZContext();

  @BeforeEach
  void open() {
    inproc.retain();
    front.open();
  }

  @AfterEach
  void close() {
    clients.close();
    worker.close();
    front.close();
    inproc.release();
  }

  @Test
  void smallRequestIsAnsweredWithoutAWorker() {
    ZMQ.Socket req = client();

    req.send("id 2d1");

    assertThat(pollFrontUntilReply(req)).isEqualTo("id:[1, 1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DG1 ODDS 7 5000 d6",
        "DG1 ROLL 7 5000 100d1",
        "DG1 ROLL 7 5000 9#d1",
        "DG1 ROLL 7 5000 1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1"
      })
  void requestThatMayTakeLongIsLeftToAWorker(String request) {
    ZMQ.Socket req = client();
    req.send(request);
    pollUntilRead();
    ZMQ.Socket other = client();
    other.send("id 2d1");

    assertThat(pollFrontUntilReply(other)).isEqualTo("id:[1, 1]");
    assertThat(req.recvStr(ZMQ.DONTWAIT)).isNull();
    worker.open();
    assertThat(pollUntilReply(req)).startsWith("DG1 7 ok ");
  }

  @Test
  void requestsBeyondTheLimitOfWaitingOnesStayUnread() {
    ZMQ.Socket dealer = clients.createSocket(SocketType.DEALER);
    dealer.setHandshakeIvl(1_000);
    dealer.connect(front.tcpEndpoint());
    int sent = 300;
    for (int i = 0; i < sent; i++) {
      dealer.sendMore("");
      dealer.send("id " + TWO_DICE);
    }
    pollUntilRead();
    for (int i = 0; i < 20; i++) {
      front.pollOnce();
    }
    assertThat(clockReadings).hasValueLessThan(sent);

    worker.open();

    for (int i = 0; i < sent; i++) {
      assertThat(pollUntilReply(dealer)).isEmpty();
      assertThat(dealer.recvStr()).isEqualTo("id:[1, 1]");
    }
  }

  @Test
  void workerThatOpensAgainGetsTheNextRequest() {
    worker.open();
    ZMQ.Socket req = client();
    req.send("id " + TWO_DICE);
    assertThat(pollUntilReply(req)).isEqualTo("id:[1, 1]");
    worker.close();
    reopenWorker();

    req.send("id " + TWO_DICE);

    assertThat(pollUntilReply(req)).isEqualTo("id:[1, 1]");
  }

  @Test
  void requestWithoutAWorkerIsHeldUntilOneComes() {
    ZMQ.Socket req = client();
    req.send("id " + TWO_DICE);
    for (int i = 0; i < 20; i++) {
      front.pollOnce();
    }

    worker.open();

    assertThat(pollUntilReply(req)).isEqualTo("id:[1, 1]");
  }

  @Test
  void frontThatReopenedItsSocketsReachesTheWorker() {
    worker.open();
    front.close();
    front.open();
    ZMQ.Socket req = client();

    req.send("id " + TWO_DICE);

    assertThat(pollUntilReply(req)).isEqualTo("id:[1, 1]");
  }

  @Test
  void requestThatExpiredInTheQueueIsAnsweredAndNotRolled() {
    ZMQ.Socket req = client();
    req.send("DG1 ROLL 7 1000 " + TWO_DICE);
    pollUntilRead();

    passTime(Duration.ofSeconds(1));
    worker.open();

    assertThat(pollUntilReply(req)).isEqualTo(expired("7"));
    assertThat(diceRolled).hasValue(0);
    assertThat(metrics.total(Counter.ENGINE_REQUESTS_EXPIRED)).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "DG1 BARE 7 1000 002d1, 999, 'DG1 7 ok [1, 1]'",
    "DG1 BARE 7 999999999999999999 002d1, 86400000, 'DG1 7 ok [1, 1]'",
    "id 002d1, 86400000, 'id:[1, 1]'"
  })
  void requestWithTimeLeftOrWithoutALimitIsAnswered(String request, long millis, String reply) {
    ZMQ.Socket req = client();
    req.send(request);
    pollUntilRead();

    passTime(Duration.ofMillis(millis));
    worker.open();

    assertThat(pollUntilReply(req)).isEqualTo(reply);
    assertThat(metrics.total(Counter.ENGINE_REQUESTS_EXPIRED)).isZero();
  }

  @Test
  void lateProbeIsAnsweredSinceItShowsThatTheEngineIsAlive() {
    worker.open();
    ZMQ.Socket req = client();

    req.send("DG1 INFO 7 0 ");

    assertThat(pollUntilReply(req)).startsWith("DG1 7 ok {");
  }

  @Test
  void unknownVerbIsAnsweredWhateverItsTimeLimit() {
    ZMQ.Socket req = client();

    req.send("DG1 CHEAT 7 0 2d1");

    assertThat(pollFrontUntilReply(req)).isEqualTo("DG1 7 unsupported {}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2d1", TWO_DICE})
  void requestWithNoTimeAtAllIsNotRolled(String dice) {
    worker.open();
    ZMQ.Socket req = client();

    req.send("DG1 ROLL 7 0 " + dice);

    assertThat(pollUntilReply(req)).isEqualTo(expired("7"));
    assertThat(diceRolled).hasValue(0);
  }

  @Test
  void requestThatExpiresDuringThinkTimeIsNotRolled() {
    stepNanos.set(Duration.ofMillis(600).toNanos());
    worker.open();
    ZMQ.Socket req = client();

    req.send("DG1 ROLL 7 1000 " + TWO_DICE);

    assertThat(pollUntilReply(req)).isEqualTo(expired("7"));
    assertThat(clockReadings).hasValue(3);
  }

  private static String expired(String id) {
    return "DG1 %s error {\"code\":\"expired\",\"message\":%s,\"temporary\":true}"
        .formatted(id, "\"The request expired before it was rolled.\"");
  }

  private long readClock() {
    clockReadings.incrementAndGet();
    return nanos.getAndAdd(stepNanos.get());
  }

  private int rollDie(int sides) {
    diceRolled.incrementAndGet();
    return 1;
  }

  private void passTime(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Polls the front until it has read a request, the only reason for which it reads the clock. */
  private void pollUntilRead() {
    for (int i = 0; clockReadings.get() == 0; i++) {
      assertThat(i).as("polls without a request").isLessThan(100);
      front.pollOnce();
    }
  }

  /** Opens the worker as its loop would, with retries, since JeroMQ frees the old address later. */
  private void reopenWorker() {
    long start = System.nanoTime();
    while (true) {
      try {
        worker.open();
        return;
      } catch (ZMQException e) {
        worker.close();
        if (System.nanoTime() - start > Duration.ofSeconds(10).toNanos()) {
          throw e;
        }
      }
    }
  }

  private ZMQ.Socket client() {
    ZMQ.Socket req = clients.createSocket(SocketType.REQ);
    // On JDK 25 one in a hundred JeroMQ connections stalls until its handshake times out.
    req.setHandshakeIvl(1_000);
    req.connect(front.tcpEndpoint());
    return req;
  }

  /** Polls front and worker, which sleep when idle, for 20 s at most. */
  private @Nullable String pollUntilReply(ZMQ.Socket req) {
    return pollUntilReply(
        req,
        () -> {
          front.pollOnce();
          worker.pollOnce();
        });
  }

  /** Polls the front, which sleeps when idle, for 20 s at most. */
  private @Nullable String pollFrontUntilReply(ZMQ.Socket req) {
    return pollUntilReply(req, front::pollOnce);
  }

  private static @Nullable String pollUntilReply(ZMQ.Socket req, Runnable poll) {
    long start = System.nanoTime();
    String reply = null;
    while (reply == null && System.nanoTime() - start < Duration.ofSeconds(20).toNanos()) {
      poll.run();
      reply = req.recvStr(ZMQ.DONTWAIT);
    }
    return reply;
  }
}
