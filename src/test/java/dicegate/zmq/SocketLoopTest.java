package dicegate.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SocketLoopTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  /** Work that counts its calls, and fails on demand. */
  private static final class CountingWork implements SocketLoop.Work {
    final AtomicInteger opens = new AtomicInteger();
    final AtomicInteger closes = new AtomicInteger();
    final Semaphore failures = new Semaphore(0);
    final CountDownLatch openedTwice = new CountDownLatch(2);
    volatile boolean openFails;

    @Override
    public void open() {
      opens.incrementAndGet();
      openedTwice.countDown();
      if (openFails) {
        throw new IllegalStateException("no socket on purpose");
      }
    }

    @Override
    public void pollOnce() {
      if (failures.tryAcquire()) {
        throw new IllegalStateException("broken on purpose");
      }
      Thread.onSpinWait();
    }

    @Override
    public void wake() {}

    @Override
    public void close() {
      closes.incrementAndGet();
    }
  }

  private final CountingWork work = new CountingWork();
  private final SocketLoop loop = new SocketLoop("dicegate-test-loop", work);

  @Test
  void stoppedLoopHasClosedItsSockets() {
    loop.start(THREADS);
    loop.awaitOpen(LIMIT);

    loop.stop();

    assertThat(loop.awaitEnd(LIMIT)).isTrue();
    assertThat(work.opens.get()).isOne();
    assertThat(work.closes.get()).isOne();
  }

  @Test
  void failureOfAPollReopensTheSockets() throws Exception {
    loop.start(THREADS);
    loop.awaitOpen(LIMIT);

    work.failures.release();

    assertThat(work.openedTwice.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    loop.stop();
    assertThat(loop.awaitEnd(LIMIT)).isTrue();
    assertThat(work.closes.get()).isEqualTo(work.opens.get());
  }

  @Test
  void failureOfTheFirstOpenReachesTheStarter() {
    work.openFails = true;
    loop.start(THREADS);

    assertThatThrownBy(() -> loop.awaitOpen(LIMIT)).hasRootCauseMessage("no socket on purpose");
    assertThat(loop.awaitEnd(LIMIT)).isTrue();
    assertThat(work.closes.get()).isOne();
  }

  @Test
  void loopThatNoThreadRunsIsReportedAndNeedsNoEnd() {
    loop.start(task -> {});

    assertThatThrownBy(() -> loop.awaitOpen(Duration.ofMillis(1)))
        .hasMessageContaining("has not started");
    loop.stop();
    assertThat(loop.awaitEnd(LIMIT)).isTrue();
  }

  @Test
  void interruptMeansStop() {
    loop.start(
        task -> {
          Thread thread = Thread.ofPlatform().daemon().start(task);
          loop.awaitOpen(LIMIT);
          thread.interrupt();
        });

    assertThat(loop.awaitEnd(LIMIT)).isTrue();
  }
}
