package dicegate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Metrics;
import dicegate.wire.frames.NanosFrame;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** A worker and its gateway in one process, polled by hand on the test's thread. */
final class EngineWorkerTest {

  private static final String ADDRESS = "inproc://worker-test";
  private static final String QUICK = "DG1 ROLL 7 86400000 3d6";
  private static final String DEAR = "DG1 ROLL 7 86400000 10000d20" + "=1".repeat(400);

  private final SocketContext inproc = new SocketContext("worker-test");

  /** A clock on which a minute passes between two readings. */
  private final AtomicLong nanos = new AtomicLong();

  @BeforeEach
  void open() {
    inproc.retain();
  }

  @AfterEach
  void close() {
    inproc.release();
  }

  @Test
  void workIsTheCpuTimeOfTheThreadAndNotTheTimeOnTheClock() {
    EngineWorker worker = worker(Duration.ZERO);

    assertThat(workFor(worker, DEAR))
        .isBetween(TimeUnit.MICROSECONDS.toNanos(100), TimeUnit.SECONDS.toNanos(30));
    worker.close();
  }

  @Test
  void thinkTimeIsWork() {
    Duration thinkTime = Duration.ofMillis(50);
    EngineWorker worker = worker(thinkTime);

    assertThat(workFor(worker, QUICK)).isGreaterThan(thinkTime.toNanos());
    worker.close();
  }

  @Test
  void pollsThatFindNothingAreWorkForNobody() {
    EngineWorker worker = worker(Duration.ZERO);
    workFor(worker, DEAR);
    long before = workFor(worker, QUICK);
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(1)) {
      Thread.onSpinWait();
    }
    worker.pollOnce();

    assertThat(workFor(worker, QUICK)).isLessThan(before + TimeUnit.MILLISECONDS.toNanos(900));
    worker.close();
  }

  private EngineWorker worker(Duration thinkTime) {
    EngineSettings settings = new EngineSettings("tcp://127.0.0.1:0", 1, thinkTime, "1.2.3");
    Responder responder = new Responder(settings, sides -> 1, new Metrics());
    EngineWorker worker =
        new EngineWorker(
            ADDRESS,
            inproc,
            responder,
            thinkTime,
            () -> nanos.addAndGet(TimeUnit.MINUTES.toNanos(1)));
    worker.open();
    worker.pollOnce();
    return worker;
  }

  /** Returns the work that the worker tells with its reply. */
  private long workFor(EngineWorker worker, String request) {
    try (ZMQ.Socket dealer = inproc.context().createSocket(SocketType.DEALER)) {
      dealer.connect(ADDRESS);
      Message.of(new byte[0], request.getBytes(UTF_8)).send(dealer);
      Message reply = Message.receive(dealer);
      while (reply == null) {
        worker.pollOnce();
        reply = Message.receive(dealer);
      }
      assertThat(reply.frames()).hasSize(3);
      assertThat(new String(reply.frames().get(2), UTF_8)).startsWith("DG1 7 ok ");
      return NanosFrame.read(reply.frames().get(1));
    }
  }
}
