package dicegate.table;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.TableBusContract.Ear;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How one listener is called by many threads. */
final class BellTest {

  private final Ear ear = new Ear();
  private final Bell bell = new Bell(ear);

  @Test
  void callsComeInOrderWhenItRings() {
    bell.add(() -> ear.rang(entry(1)));
    bell.add(() -> ear.rang(entry(2)));
    assertThat(ear.heard()).isZero();

    bell.ring();

    assertThat(ear.nextOffset()).isOne();
    assertThat(ear.nextOffset()).isEqualTo(2);
  }

  @Test
  void callsThatAreTooManyBecomeOneToRead() {
    for (int i = 0; i < Bell.MAX_WAITING; i++) {
      int number = i;
      bell.add(() -> ear.rang(entry(number)));
    }
    bell.add(() -> ear.rang(entry(-1)));
    bell.add(() -> ear.rang(entry(-2)));

    bell.ring();

    assertThat(ear.next()).isEqualTo("listening");
    assertThat(ear.nextOffset()).isEqualTo(-2);
    assertThat(ear.heard()).isZero();
  }

  @Test
  void mutedBellIsSilent() {
    bell.add(() -> ear.rang(entry(1)));
    bell.mute();
    bell.add(() -> ear.rang(entry(2)));

    bell.ring();

    assertThat(ear.heard()).isZero();
  }

  @Test
  void callThatRingsAgainIsFollowedByWhatItAdded() {
    bell.add(
        () -> {
          bell.add(() -> ear.rang(entry(2)));
          bell.ring();
          ear.rang(entry(1));
        });

    bell.ring();

    assertThat(ear.nextOffset()).isOne();
    assertThat(ear.nextOffset()).isEqualTo(2);
  }

  @Test
  void whoComesWhileAnotherCallsLeavesItsCallToThatOne() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    bell.add(
        () -> {
          called.countDown();
          await(goOn);
          ear.rang(entry(1));
        });
    CompletableFuture<Void> ringing =
        CompletableFuture.runAsync(bell::ring, TableBusContract.THREADS);
    await(called);

    bell.add(() -> ear.rang(entry(2)));
    bell.ring();

    assertThat(ear.heard()).isZero();
    goOn.countDown();
    ringing.get(10, TimeUnit.SECONDS);
    assertThat(ear.nextOffset()).isOne();
    assertThat(ear.nextOffset()).isEqualTo(2);
  }

  @Test
  void manyThreadsCallOneAfterTheOtherAndLoseNothing() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  bell.add(
                      () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        calls.incrementAndGet();
                        inside.decrementAndGet();
                      });
                  bell.ring();
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
