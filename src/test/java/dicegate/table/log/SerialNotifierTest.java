package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.log.TableBusContract.RecordingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The calls to one listener by many threads. */
final class SerialNotifierTest {

  private final RecordingListener listener = new RecordingListener();
  private final SerialNotifier notifier = new SerialNotifier(listener);

  @Test
  void callsAreMadeInOrderOnDelivery() {
    notifier.add(() -> listener.onEntry(entry(1)));
    notifier.add(() -> listener.onEntry(entry(2)));
    assertThat(listener.count()).isZero();

    notifier.deliver();

    assertThat(listener.nextOffset()).isOne();
    assertThat(listener.nextOffset()).isEqualTo(2);
  }

  @Test
  void callsOverTheLimitBecomeOneCallToRead() {
    for (int i = 0; i < SerialNotifier.MAX_WAITING; i++) {
      int number = i;
      notifier.add(() -> listener.onEntry(entry(number)));
    }
    notifier.add(() -> listener.onEntry(entry(-1)));
    notifier.add(() -> listener.onEntry(entry(-2)));

    notifier.deliver();

    assertThat(listener.next()).isEqualTo("subscribed");
    assertThat(listener.nextOffset()).isEqualTo(-2);
    assertThat(listener.count()).isZero();
  }

  @Test
  void stoppedNotifierCallsNothing() {
    notifier.add(() -> listener.onEntry(entry(1)));
    notifier.stop();
    notifier.add(() -> listener.onEntry(entry(2)));

    notifier.deliver();

    assertThat(listener.count()).isZero();
  }

  @Test
  void callAddedDuringDeliveryIsMadeAfterwards() {
    notifier.add(
        () -> {
          notifier.add(() -> listener.onEntry(entry(2)));
          notifier.deliver();
          listener.onEntry(entry(1));
        });

    notifier.deliver();

    assertThat(listener.nextOffset()).isOne();
    assertThat(listener.nextOffset()).isEqualTo(2);
  }

  @Test
  void deliveryDuringAnotherLeavesItsCallToThatOne() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    notifier.add(
        () -> {
          called.countDown();
          await(goOn);
          listener.onEntry(entry(1));
        });
    CompletableFuture<Void> delivery =
        CompletableFuture.runAsync(notifier::deliver, TableBusContract.THREADS);
    await(called);

    notifier.add(() -> listener.onEntry(entry(2)));
    notifier.deliver();

    assertThat(listener.count()).isZero();
    goOn.countDown();
    delivery.get(10, TimeUnit.SECONDS);
    assertThat(listener.nextOffset()).isOne();
    assertThat(listener.nextOffset()).isEqualTo(2);
  }

  @Test
  void callsOfManyThreadsAreMadeOneAtATimeWithoutLoss() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  notifier.add(
                      () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        calls.incrementAndGet();
                        inside.decrementAndGet();
                      });
                  notifier.deliver();
                }
              },
              TableBusContract.THREADS));
    }

    for (CompletableFuture<Void> thread : threads) {
      thread.get(10, TimeUnit.SECONDS);
    }

    assertThat(most).hasValue(1);
    assertThat(calls).hasValue(4_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Entry entry(long offset) {
    return new Entry(offset, "tag", TableBusContract.roll(1));
  }
}
