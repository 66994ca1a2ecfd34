package dicegate.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

@Timeout(60)
final class WakeupTest {

  /** A sleep that only a signal can end within the test's time. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final Duration SHORT = Duration.ofMillis(50);

  private final Wakeup wakeup = new Wakeup();
  private final ZContext context = new ZContext();

  @AfterEach
  void close() {
    wakeup.close();
    context.close();
  }

  @Test
  void firstIdleIterationDoesNotSleep() {
    wakeup.idle(false, LONG);
  }

  @Test
  void sleepsForTheLimitAfterTheSecond() {
    long start = System.nanoTime();

    wakeup.idle(false, SHORT);
    wakeup.idle(false, SHORT);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos() / 2);
  }

  @Test
  void workBetweenTheTwoKeepsItAwake() {
    wakeup.idle(false, LONG);
    wakeup.idle(true, LONG);
    wakeup.idle(false, LONG);
  }

  @Test
  void signalBetweenTheAnnouncementAndTheSleepIsNotLost() {
    wakeup.idle(false, LONG);
    wakeup.signal();
    wakeup.idle(false, LONG);
    wakeup.idle(false, LONG);
  }

  @Test
  void signalWakesASleeper() throws InterruptedException {
    assertThatASignalWakes();
  }

  @Test
  void signalWakesASleeperThatWatchesASocket() throws InterruptedException {
    wakeup.watch(context.createSocket(SocketType.REP));

    assertThatASignalWakes();
  }

  @Test
  void messageAtAWatchedSocketWakesASleeper() throws InterruptedException {
    ZMQ.Socket rep = context.createSocket(SocketType.REP);
    rep.bind("inproc://wakeup-test");
    ZMQ.Socket req = context.createSocket(SocketType.REQ);
    req.connect("inproc://wakeup-test");
    assertThat(rep.recv(ZMQ.DONTWAIT)).isNull();
    wakeup.watch(rep);
    Thread sender = Thread.ofPlatform().start(() -> req.send("3d6"));

    byte[] message = null;
    while (message == null) {
      message = rep.recv(ZMQ.DONTWAIT);
      wakeup.idle(message != null, LONG);
    }

    sender.join();
    assertThat(message).asString().isEqualTo("3d6");
  }

  @Test
  void socketNoLongerWatchedWakesNobody() {
    ZMQ.Socket rep = context.createSocket(SocketType.REP);
    rep.bind("inproc://wakeup-test");
    wakeup.watch(rep);
    wakeup.unwatch(rep);
    ZMQ.Socket req = context.createSocket(SocketType.REQ);
    req.connect("inproc://wakeup-test");
    req.send("3d6");
    long start = System.nanoTime();

    wakeup.idle(false, SHORT);
    wakeup.idle(false, SHORT);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos() / 2);
  }

  @Test
  void signalAfterTheCloseHasNoEffect() {
    wakeup.watch(context.createSocket(SocketType.REP));
    wakeup.idle(false, LONG);
    wakeup.close();

    wakeup.signal();
  }

  /** Hands work over as the loops do: put, then signal; no work may be missed or come late. */
  private void assertThatASignalWakes() throws InterruptedException {
    int rounds = 2_000;
    AtomicBoolean work = new AtomicBoolean();
    AtomicBoolean done = new AtomicBoolean(true);
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < rounds; i++) {
                    while (!done.compareAndSet(true, false)) {
                      Thread.onSpinWait();
                    }
                    work.set(true);
                    wakeup.signal();
                  }
                });

    int taken = 0;
    while (taken < rounds) {
      boolean moved = work.compareAndSet(true, false);
      if (moved) {
        taken++;
        done.set(true);
      }
      if (taken < rounds) {
        wakeup.idle(moved, LONG);
      }
    }

    other.join();
    assertThat(taken).isEqualTo(rounds);
  }
}
