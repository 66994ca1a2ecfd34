package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OutboxTest {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
  private final Metrics metrics = new Metrics();
  private final StalledSocket stalled = new StalledSocket();
  private final Outbox outbox = GatewayHarness.outbox(stalled, metrics, clock::get);

  /** A socket whose sends are done when the test calls {@link #finish}. */
  private static final class StalledSocket implements ClientSocket {
    final List<String> sent = new ArrayList<>();
    final List<Integer> closes = new ArrayList<>();
    private @Nullable Consumer<@Nullable Throwable> done;

    @Override
    public void send(String text, Consumer<@Nullable Throwable> whenDone) {
      assertThat(done).as("one send at a time").isNull();
      sent.add(text);
      done = whenDone;
    }

    @Override
    public int sendWindow() {
      return 1;
    }

    @Override
    public void ping() {
      throw new AssertionError("pinged");
    }

    @Override
    public void close(int code, String reason) {
      closes.add(code);
    }

    void finish(@Nullable Throwable failure) {
      Consumer<@Nullable Throwable> finished = done;
      if (finished == null) {
        throw new AssertionError("no send in flight");
      }
      done = null;
      finished.accept(failure);
    }
  }

  @Test
  void secondMessageWaitsForTheFirst() {
    outbox.send("a");
    outbox.send("b");
    assertThat(stalled.sent).containsExactly("a");

    stalled.finish(null);

    assertThat(stalled.sent).containsExactly("a", "b");
  }

  @Test
  void windowOfSendsIsFilledAndNotExceeded() {
    QueuingSocket queuing = new QueuingSocket();
    Outbox wide = GatewayHarness.outbox(queuing, metrics, clock::get);
    List<String> texts = List.of("a", "b", "c", "d", "e");
    texts.forEach(wide::send);
    assertThat(queuing.sent).containsExactly("a", "b", "c");

    queuing.finishOldest(null);
    assertThat(queuing.sent).containsExactly("a", "b", "c", "d");
    queuing.finishOldest(null);
    queuing.finishOldest(null);

    assertThat(queuing.sent).isEqualTo(texts);
    assertThat(wide.isIdle()).isFalse();
    queuing.finishOldest(null);
    queuing.finishOldest(null);
    assertThat(wide.isIdle()).isTrue();
  }

  @Test
  void windowIsBoundedInTextToo() {
    QueuingSocket queuing = new QueuingSocket();
    Outbox wide = GatewayHarness.outbox(queuing, metrics, clock::get);
    String half = "x".repeat(Outbox.MAX_SENDING_CHARS / 2 + 1);

    wide.send(half);
    wide.send(half);
    assertThat(queuing.sent).hasSize(1);
    queuing.finishOldest(null);

    assertThat(queuing.sent).hasSize(2);
  }

  @Test
  void eachSendOfAWindowHasItsTimeAfterTheOneBefore() {
    QueuingSocket queuing = new QueuingSocket();
    Outbox wide = GatewayHarness.outbox(queuing, metrics, clock::get);
    wide.send("a");
    wide.send("b");
    clock.addAndGet(Outbox.SEND_NANOS - 1);
    queuing.finishOldest(null);
    clock.addAndGet(Outbox.SEND_NANOS - 1);
    wide.checkProgress();
    assertThat(queuing.closes).isEmpty();

    clock.addAndGet(1);
    wide.checkProgress();

    assertThat(queuing.closes).containsExactly(CloseCode.SLOW_READER);
  }

  @Test
  void orderIsKeptWhileManyThreadsSendAndOthersFinish() throws InterruptedException {
    QueuingSocket queuing = new QueuingSocket();
    Outbox wide = GatewayHarness.outbox(queuing, metrics, clock::get);
    int messages = 20_000;
    AtomicInteger next = new AtomicInteger();
    Object order = new Object();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (next.get() < messages) {
                      if (wide.isIdle() || queuing.finishOldestIfAny()) {
                        synchronized (order) {
                          wide.enqueue(String.valueOf(next.getAndIncrement()));
                        }
                      }
                      wide.drain();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    while (queuing.finishOldestIfAny()) {
      wide.drain();
    }

    assertThat(queuing.closes).isEmpty();
    assertThat(queuing.sent)
        .hasSize(next.get())
        .isEqualTo(IntStream.range(0, next.get()).mapToObj(String::valueOf).toList());
  }

  /** A socket that takes three sends at a time, which are done when the test says so. */
  private static final class QueuingSocket implements ClientSocket {
    static final int WINDOW = 3;

    final List<String> sent = new ArrayList<>(); // guarded by this
    final List<Integer> closes = new CopyOnWriteArrayList<>();
    private final Queue<Consumer<@Nullable Throwable>> underWay = new ArrayDeque<>();

    @Override
    public synchronized void send(String text, Consumer<@Nullable Throwable> done) {
      assertThat(underWay).hasSizeLessThan(WINDOW);
      sent.add(text);
      underWay.add(done);
    }

    @Override
    public int sendWindow() {
      return WINDOW;
    }

    @Override
    public void ping() {
      throw new AssertionError("pinged");
    }

    @Override
    public void close(int code, String reason) {
      closes.add(code);
    }

    void finishOldest(@Nullable Throwable failure) {
      oldest().orElseThrow().accept(failure);
    }

    boolean finishOldestIfAny() {
      Optional<Consumer<@Nullable Throwable>> oldest = oldest();
      oldest.ifPresent(done -> done.accept(null));
      return oldest.isPresent();
    }

    private synchronized Optional<Consumer<@Nullable Throwable>> oldest() {
      return Optional.ofNullable(underWay.poll());
    }
  }

  @Test
  void synchronousSendsAreALoopAndNoRecursion() {
    SynchronousSocket synchronous = new SynchronousSocket();
    Outbox late = GatewayHarness.outbox(synchronous, metrics, clock::get);
    for (int i = 0; i < Outbox.MAX_MESSAGES; i++) {
      late.enqueue("x");
    }

    late.drain();

    assertThat(synchronous.depths).hasSize(Outbox.MAX_MESSAGES);
    assertThat(synchronous.depths.stream().distinct()).hasSize(1);
  }

  /** A socket whose sends are done before they return, as in Tyrus; records the stack depth. */
  private static final class SynchronousSocket implements ClientSocket {
    final List<Integer> depths = new ArrayList<>();

    @Override
    public void send(String text, Consumer<@Nullable Throwable> done) {
      depths.add(Thread.currentThread().getStackTrace().length);
      done.accept(null);
    }

    @Override
    public int sendWindow() {
      return 1;
    }

    @Override
    public void ping() {
      throw new AssertionError("pinged");
    }

    @Override
    public void close(int code, String reason) {
      throw new AssertionError("closed with " + code);
    }
  }

  @Test
  void sendThatThrowsClosesTheConnectionAndNothingFollows() {
    List<Integer> closes = new ArrayList<>();
    ClientSocket throwing =
        new ClientSocket() {
          @Override
          public void send(String text, Consumer<@Nullable Throwable> done) {
            throw new AssertionError("as Tyrus at a lone surrogate");
          }

          @Override
          public int sendWindow() {
            return 1;
          }

          @Override
          public void ping() {
            throw new AssertionError("pinged");
          }

          @Override
          public void close(int code, String reason) {
            closes.add(code);
          }
        };
    Outbox broken = GatewayHarness.outbox(throwing, metrics, clock::get);

    broken.send("a");
    broken.send("b");

    assertThat(closes).containsExactly(CloseCode.SEND_FAILED);
  }

  @Test
  void tooManyQueuedMessagesCloseTheConnectionAndAreCounted() {
    for (int i = 0; i < Outbox.MAX_MESSAGES + 2; i++) {
      outbox.send("x");
    }

    assertThat(stalled.closes).containsExactly(CloseCode.SLOW_READER);
    assertThat(metrics.total(Counter.OUTBOXES_OVERFLOWED)).isOne();
  }

  @Test
  void tooMuchQueuedTextClosesTheConnection() {
    outbox.send("first");
    outbox.send("x".repeat(Outbox.MAX_CHARS));
    assertThat(stalled.closes).isEmpty();

    outbox.send("y");

    assertThat(stalled.closes).containsExactly(CloseCode.SLOW_READER);
  }

  @Test
  void singleLargeMessageIsSent() {
    outbox.send("x".repeat(4 * Outbox.MAX_CHARS));
    outbox.send("y".repeat(4 * Outbox.MAX_CHARS));
    stalled.finish(null);
    stalled.finish(null);

    assertThat(stalled.sent).hasSize(2);
    assertThat(stalled.closes).isEmpty();
  }

  @Test
  void messageNotSentInSixSecondsClosesTheConnection() {
    outbox.send("x");
    clock.addAndGet(Outbox.SEND_NANOS - 1);
    outbox.checkProgress();
    assertThat(stalled.closes).isEmpty();

    clock.addAndGet(1);
    outbox.checkProgress();
    outbox.checkProgress();

    assertThat(stalled.closes).containsExactly(CloseCode.SLOW_READER);
    assertThat(metrics.total(Counter.OUTBOXES_STALLED)).isOne();
    assertThat(outbox.isClosed()).isTrue();
  }

  @Test
  void longMessageMayTakeLonger() {
    outbox.send("x".repeat(2 * Outbox.MIN_CHARS_PER_SECOND));
    clock.addAndGet(Outbox.SEND_NANOS);
    outbox.checkProgress();
    assertThat(stalled.closes).isEmpty();

    clock.addAndGet(2_000_000_000L);
    outbox.checkProgress();

    assertThat(stalled.closes).containsExactly(CloseCode.SLOW_READER);
  }

  @Test
  void eachMessageHasItsOwnSixSeconds() {
    outbox.send("a");
    outbox.send("b");
    clock.addAndGet(Outbox.SEND_NANOS - 1);
    stalled.finish(null);
    clock.addAndGet(1);
    outbox.checkProgress();

    assertThat(stalled.closes).isEmpty();
  }

  @Test
  void idleOutboxNeverTimesOut() {
    outbox.send("a");
    stalled.finish(null);
    clock.addAndGet(10 * Outbox.SEND_NANOS);
    outbox.checkProgress();

    assertThat(stalled.closes).isEmpty();
  }

  @Test
  void failedSendClosesTheConnectionAndNothingFollows() {
    outbox.send("a");
    stalled.finish(new IOException("gone"));
    outbox.send("b");

    assertThat(stalled.sent).containsExactly("a");
    assertThat(stalled.closes).containsExactly(CloseCode.SEND_FAILED);
  }

  @Test
  void closeDropsTheQueue() {
    outbox.send("a");
    outbox.send("b");
    outbox.close();

    stalled.finish(null);

    assertThat(stalled.sent).containsExactly("a");
  }
}
