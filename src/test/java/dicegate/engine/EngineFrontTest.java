package dicegate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Meters;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Front and worker, turned by hand on the test's thread. */
final class EngineFrontTest {

  private static final EngineSettings SETTINGS =
      new EngineSettings("tcp://127.0.0.1:0", 1, Duration.ZERO, "1.2.3");

  private final Meters meters = new Meters();
  private final SocketContext inproc = new SocketContext("inproc-test");
  private final EngineFront front = new EngineFront(SETTINGS, inproc, meters);
  private final EngineWorker worker =
      new EngineWorker(
          inproc,
          new Responder(SETTINGS, sides -> 1, meters),
          SETTINGS.thinkTime(),
          front::generation);
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
  void requestWithoutAWorkerIsHeldUntilOneComes() {
    ZMQ.Socket req = client();
    req.send("id 2d1");
    for (int i = 0; i < 20; i++) {
      front.pollOnce();
    }

    worker.open();

    assertThat(turnUntilReply(req)).isEqualTo("id:[1, 1]");
  }

  @Test
  void workerFollowsAFrontThatBuiltItsSocketsAnew() {
    worker.open();
    front.close();
    reopenFront();
    ZMQ.Socket req = client();

    req.send("id 2d1");

    assertThat(turnUntilReply(req)).isEqualTo("id:[1, 1]");
  }

  /**
   * Opens as its loop would: again and again, since JeroMQ frees the old address in its own time.
   */
  private void reopenFront() {
    long start = System.nanoTime();
    while (true) {
      try {
        front.open();
        return;
      } catch (ZMQException e) {
        front.close();
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

  /** Turns front and worker, which sleep 100 ms each when idle, for 20 s at most. */
  private @Nullable String turnUntilReply(ZMQ.Socket req) {
    for (int i = 0; i < 100; i++) {
      front.pollOnce();
      worker.pollOnce();
      front.pollOnce();
      String reply = req.recvStr(ZMQ.DONTWAIT);
      if (reply != null) {
        return reply;
      }
    }
    return null;
  }
}
