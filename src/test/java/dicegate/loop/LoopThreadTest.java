package dicegate.loop;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoopThreadTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration STALL_LIMIT = Duration.ofSeconds(20);
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  /** Work whose iterations the test hands over one by one. */
  private static final class ScriptedWork implements LoopThread.Work {
    final SynchronousQueue<Runnable> iterations = new SynchronousQueue<>();
    final AtomicInteger cleanUps = new AtomicInteger();
    volatile boolean fails;
    volatile boolean cleanUpFails;

    @Override
    public void runOnce() throws InterruptedException {
      if (fails) {
        throw new IllegalStateException("failed on purpose");
      }
      Runnable next = iterations.poll(20, MILLISECONDS);
      if (next != null) {
        next.run();
      }
    }

    @Override
    public void cleanUp() {
      cleanUps.incrementAndGet();
      if (cleanUpFails) {
        throw new IllegalStateException("not cleaned up on purpose");
      }
    }

    void iterate(Runnable iteration) throws InterruptedException {
      assertThat(iterations.offer(iteration, LIMIT.toSeconds(), SECONDS)).isTrue();
    }
  }

  private final AtomicLong clock = new AtomicLong();
  private final BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
  private final ScriptedWork work = new ScriptedWork();
  private final LoopThread loop =
      new LoopThread("dicegate-test-loop", work, STALL_LIMIT, faults::add, clock::get);

  @AfterEach
  void end() {
    loop.stop();
    assertThat(loop.awaitEnd(LIMIT)).isTrue();
  }

  @Test
  void threadHasTheLoopsNameWhileTheLoopRuns() throws Exception {
    BlockingQueue<String> names = new LinkedBlockingQueue<>();
    Thread thread =
        Thread.ofPlatform().daemon().name("borrowed").unstarted(() -> loop.start(Runnable::run));
    thread.start();

    work.iterate(() -> names.add(Thread.currentThread().getName()));

    assertThat(names.poll(LIMIT.toSeconds(), SECONDS)).isEqualTo("dicegate-test-loop");
    loop.stop();
    assertThat(loop.awaitEnd(LIMIT)).isTrue();
    assertThat(thread.getName()).isEqualTo("borrowed");
  }

  @Test
  void faultIsReportedAndTheLoopGoesOn() throws Exception {
    loop.start(THREADS);
    CountDownLatch wentOn = new CountDownLatch(2);

    for (Error fault : new Error[] {new AssertionError("broken"), new StackOverflowError()}) {
      work.iterate(
          () -> {
            throw fault;
          });
      assertThat(faults.poll(LIMIT.toSeconds(), SECONDS)).isSameAs(fault);
      work.iterate(wentOn::countDown);
    }

    assertThat(wentOn.await(LIMIT.toSeconds(), SECONDS)).isTrue();
    assertThat(work.cleanUps).hasValue(0);
  }

  @Test
  void loopStoppedTwiceCleansUpOnce() throws Exception {
    loop.start(THREADS);
    work.iterate(() -> {});

    loop.stop();
    loop.stop();

    assertThat(loop.awaitEnd(LIMIT)).isTrue();
    assertThat(loop.awaitEnd(LIMIT)).isTrue();
    assertThat(loop.isStopping()).isTrue();
    assertThat(work.cleanUps).hasValue(1);
  }

  @Test
  void waitForAStuckLoopEndsAtTheLimit() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    loop.start(THREADS);
    work.iterate(() -> await(release));

    loop.stop();

    assertThat(loop.awaitEnd(Duration.ofMillis(1))).isFalse();
    release.countDown();
    assertThat(loop.awaitEnd(LIMIT)).isTrue();
    assertThat(work.cleanUps).hasValue(1);
  }

  @Test
  void interruptedCallerWaitsForTheEndAndStaysInterrupted() throws Exception {
    loop.start(THREADS);
    work.iterate(() -> {});
    loop.stop();

    Thread.currentThread().interrupt();

    assertThat(loop.awaitEnd(LIMIT)).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void interruptEndsTheLoopAndIsKeptForTheExecutor() throws Exception {
    AtomicReference<Thread> thread = new AtomicReference<>();
    BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
    loop.start(
        task ->
            THREADS.execute(
                () -> {
                  task.run();
                  interrupted.add(Thread.currentThread().isInterrupted());
                }));
    work.iterate(() -> thread.set(Thread.currentThread()));
    work.iterate(() -> {});

    thread.get().interrupt();

    assertThat(interrupted.poll(LIMIT.toSeconds(), SECONDS)).isTrue();
    assertThat(loop.isStopping()).isTrue();
    assertThat(work.cleanUps).hasValue(1);
    assertThat(faults).isEmpty();
  }

  @Test
  void stopCutsAPauseShort() throws Exception {
    BlockingQueue<Boolean> stopped = new LinkedBlockingQueue<>();
    loop.start(THREADS);
    work.iterate(() -> stopped.add(pause(loop, Duration.ofDays(1))));

    loop.stop();

    assertThat(stopped.poll(LIMIT.toSeconds(), SECONDS)).isTrue();
    assertThat(pause(loop, Duration.ofDays(1))).isTrue();
  }

  @Test
  void loopThatNoThreadHasRunNeedsNoEndAndNeverBegins() {
    AtomicReference<Runnable> task = new AtomicReference<>(() -> {});
    loop.start(task::set);
    loop.stop();

    assertThat(loop.awaitEnd(Duration.ZERO)).isTrue();

    task.get().run();
    assertThat(loop.awaitEnd(Duration.ZERO)).isTrue();
    assertThat(work.cleanUps).hasValue(1);
  }

  @Test
  void stoppedLoopHasCleanedUpWhenItsEndIsReported() {
    for (int i = 0; i < 500; i++) {
      ScriptedWork counted = new ScriptedWork();
      LoopThread one = new LoopThread("race", counted, LIMIT, faults::add);
      one.start(THREADS);

      one.stop();

      assertThat(one.awaitEnd(LIMIT)).isTrue();
      assertThat(counted.cleanUps).hasValue(1);
      assertThat(one.isAlive()).isFalse();
    }
  }

  @Test
  void loopThatTheExecutorRejectsIsNotAlive() {
    RejectedExecutionException rejection = new RejectedExecutionException("full");

    assertThatThrownBy(
            () ->
                loop.start(
                    task -> {
                      throw rejection;
                    }))
        .isSameAs(rejection);

    assertThat(loop.isAlive()).isFalse();
    assertThat(loop.awaitEnd(Duration.ZERO)).isTrue();
  }

  @Test
  void faultOfTheCleanUpIsReportedAndTheLoopEnds() throws Exception {
    work.cleanUpFails = true;
    loop.start(THREADS);
    work.iterate(() -> {});

    loop.stop();

    assertThat(loop.awaitEnd(LIMIT)).isTrue();
    assertThat(faults.poll(LIMIT.toSeconds(), SECONDS)).hasMessage("not cleaned up on purpose");
  }

  @Test
  void loopIsAliveFromItsStartToItsEnd() throws Exception {
    assertThat(loop.isAlive()).isFalse();

    loop.start(THREADS);

    work.iterate(() -> {});
    assertThat(loop.isAlive()).isTrue();
    loop.stop();
    assertThat(loop.awaitEnd(LIMIT)).isTrue();
    assertThat(loop.isAlive()).isFalse();
  }

  @Test
  void loopThatIsStuckIsNotAliveUntilItMakesProgress() throws Exception {
    CountDownLatch progress = new CountDownLatch(1);
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    loop.start(THREADS);
    work.iterate(
        () -> {
          await(progress);
          loop.recordProgress();
          made.countDown();
          await(release);
        });

    clock.addAndGet(STALL_LIMIT.toNanos() - 1);
    assertThat(loop.isAlive()).isTrue();
    clock.incrementAndGet();
    assertThat(loop.isAlive()).isFalse();

    progress.countDown();
    await(made);
    assertThat(loop.isAlive()).isTrue();
    release.countDown();
  }

  @Test
  void loopThatOnlyFailsIsNotAlive() throws Exception {
    work.fails = true;
    loop.start(THREADS);
    assertThat(faults.poll(LIMIT.toSeconds(), SECONDS)).hasMessage("failed on purpose");
    assertThat(loop.isAlive()).isTrue();

    clock.addAndGet(STALL_LIMIT.toNanos());

    assertThat(faults.poll(LIMIT.toSeconds(), SECONDS)).hasMessage("failed on purpose");
    assertThat(loop.isAlive()).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT.toSeconds(), SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean pause(LoopThread loop, Duration time) {
    try {
      return loop.pause(time);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
