package dicegate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Metrics;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The drain of an engine before its stop. */
final class EngineDrainTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** One more than the requests in think-time, so that one is left for {@link #awaitRead}. */
  private static final int WORKERS = 6;

  private static final int NOTHING_COMES_MILLIS = 500;

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private final ZContext clients = new ZContext();
  private Engine engine = engine(Duration.ZERO);

  @AfterEach
  void stop() {
    clients.close();
    engine.close();
  }

  @Test
  void readRequestsAreAnsweredAndNoMoreAreRead() {
    engine = engine(Duration.ofMillis(200));
    engine.start(THREADS, THREADS);
    ZMQ.Socket dealer = dealer();
    for (int i = 0; i < 5; i++) {
      request(dealer, i + " 1d1");
    }
    awaitRead(dealer);

    boolean drained = engine.drain(LIMIT);
    request(dealer, "late 1d1");

    assertThat(drained).isTrue();
    List<String> replies = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      replies.add(reply(dealer));
    }
    assertThat(replies).containsExactlyInAnyOrder("0:[1]", "1:[1]", "2:[1]", "3:[1]", "4:[1]");
    dealer.setReceiveTimeOut(NOTHING_COMES_MILLIS);
    assertThat(dealer.recv()).isNull();
  }

  @Test
  void idleEngineIsDrainedAtOnce() {
    engine.start(THREADS, THREADS);

    assertThat(engine.drain(LIMIT)).isTrue();
  }

  @Test
  void drainEndsAtItsLimit() {
    engine = engine(Duration.ofMinutes(1));
    engine.start(THREADS, THREADS);
    ZMQ.Socket dealer = dealer();
    request(dealer, "1 1d1");
    awaitRead(dealer);

    assertThat(engine.drain(Duration.ofMillis(300))).isFalse();
  }

  private static Engine engine(Duration thinkTime) {
    EngineSettings settings = new EngineSettings("tcp://127.0.0.1:0", WORKERS, thinkTime, "1.2.3");
    return new Engine(settings, new SocketContext("inproc-test"), new Metrics());
  }

  private ZMQ.Socket dealer() {
    ZMQ.Socket dealer = clients.createSocket(SocketType.DEALER);
    dealer.setReceiveTimeOut((int) LIMIT.toMillis());
    // On JDK 25 one in a hundred JeroMQ connections stalls until its handshake times out.
    dealer.setHandshakeIvl(1_000);
    dealer.connect(engine.tcpEndpoint());
    return dealer;
  }

  /**
   * Waits until the engine has read all requests sent before: those of one connection are read in
   * order, and the next worker answers INFO without think-time.
   */
  private static void awaitRead(ZMQ.Socket dealer) {
    request(dealer, "DG1 INFO read 1000 ");
    assertThat(reply(dealer)).startsWith("DG1 read ok ");
  }

  private static void request(ZMQ.Socket dealer, String request) {
    dealer.sendMore("");
    dealer.send(request);
  }

  private static String reply(ZMQ.Socket dealer) {
    assertThat(dealer.recvStr()).isEmpty();
    return dealer.recvStr();
  }
}
