package dicegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class HttpExchangesTest {

  private final Metrics metrics = new Metrics();

  @Test
  void unreadBytesAreLimitedByAddressAndInAll() {
    HttpExchanges exchanges =
        new HttpExchanges(
            new ConnectionLimiter(100, 100), metrics, System::nanoTime, Runnable::run);

    for (int i = 0; i < 8; i++) {
      assertThat(exchanges.acquireBytes("a" + i, HttpExchanges.MAX_UNREAD_BYTES_PER_ADDRESS))
          .isTrue();
      assertThat(exchanges.acquireBytes("a" + i, 1)).isFalse();
    }
    assertThat(exchanges.acquireBytes("b", 1)).isFalse();
    assertThat(metrics.total(Counter.RESPONSES_OVER_LIMIT)).isEqualTo(9);

    exchanges.releaseBytes("a0", HttpExchanges.MAX_UNREAD_BYTES_PER_ADDRESS);
    assertThat(exchanges.acquireBytes("b", 1)).isTrue();
    assertThat(exchanges.unreadBytes()).isEqualTo(7 * 4 * 1024 * 1024 + 1);
  }

  @Test
  void allBehindAProxyShareTheWhole() {
    HttpExchanges exchanges =
        new HttpExchanges(new ConnectionLimiter(100, 0), metrics, System::nanoTime, Runnable::run);

    assertThat(exchanges.acquireBytes("proxy", HttpExchanges.MAX_UNREAD_BYTES)).isTrue();
    assertThat(exchanges.acquireBytes("proxy", 1)).isFalse();
  }

  @Nested
  final class WithRates {

    private static final int PLACES = 100;

    private final AtomicLong clock = new AtomicLong();
    private final HttpExchanges exchanges = exchanges(PLACES);

    @Test
    void responsesOverTheRateAreDelayedAndWrittenOldestFirst() {
      useBurst("a");
      List<FakeServletExchange> late = ask("a", PLACES);

      assertThat(late).noneMatch(FakeServletExchange::isComplete);
      assertThat(metrics.total(Counter.RESPONSES_DELAYED)).isEqualTo(PLACES);

      pass(10);
      exchanges.tick();

      assertThat(late.subList(0, 10)).allMatch(FakeServletExchange::isComplete);
      assertThat(late.subList(10, PLACES)).noneMatch(FakeServletExchange::isComplete);
      pass(PLACES);
      exchanges.tick();
      assertThat(late).allMatch(exchange -> exchange.written() == 1);
      assertThat(metrics.total(Counter.RESPONSES_DELAYED)).isEqualTo(PLACES);
      assertNothingIsLeft();
    }

    @Test
    void otherAddressesAreNotDelayed() {
      useBurst("a");
      ask("a", PLACES);

      assertThat(ask("b", PLACES)).allMatch(FakeServletExchange::isComplete);
    }

    @Test
    void responseIsDelayedWhileOlderOnesOfItsAddressAre() {
      useBurst("a");
      FakeServletExchange older = ask("a", 1).get(0);
      pass(1);
      FakeServletExchange newer = ask("a", 1).get(0);

      assertThat(newer.isComplete()).isFalse();
      exchanges.tick();

      assertThat(older.isComplete()).isTrue();
      assertThat(newer.isComplete()).isFalse();
    }

    @Test
    void delayedExchangesKeepTheirPlacesAndTheirBytes() {
      useBurst("a");
      for (int i = 0; i < PLACES; i++) {
        FakeServletExchange exchange = new FakeServletExchange("a");
        exchange.begin(exchanges).orElseThrow().answer(200, "text/plain", new byte[10]);
      }

      assertThat(exchanges.unreadBytes()).isEqualTo(10 * PLACES);
      assertThat(new FakeServletExchange("a").begin(exchanges)).isEmpty();
      pass(PLACES);
      exchanges.tick();
      assertNothingIsLeft();
      assertThat(new FakeServletExchange("a").begin(exchanges)).isPresent();
    }

    @Test
    void delayedExchangeThatEndsGivesItsPlaceBackOnce() {
      useBurst("a");
      List<FakeServletExchange> late = ask("a", 3);

      late.get(0).timeOut();
      late.get(1).fail();
      late.get(2).end();
      assertNothingIsLeft();
      pass(3);
      exchanges.tick();

      assertThat(late).allMatch(exchange -> exchange.written() == 0);
      for (int i = 0; i < PLACES; i++) {
        assertThat(new FakeServletExchange("a").begin(exchanges)).isPresent();
      }
      assertThat(new FakeServletExchange("a").begin(exchanges)).isEmpty();
    }

    @Test
    void exchangeThatEndedBeforeItsResponseTakesNoBytesForIt() {
      FakeServletExchange ended = new FakeServletExchange("a");
      HttpExchange exchange = ended.begin(exchanges).orElseThrow();

      ended.fail();
      exchange.answer(200, "application/json", new byte[1000]);

      assertThat(ended.written()).isZero();
      assertNothingIsLeft();
    }

    @Test
    void exchangeThatEndedBeforeItsResponseIsNotDelayed() {
      useBurst("a");
      FakeServletExchange ended = new FakeServletExchange("a");
      HttpExchange exchange = ended.begin(exchanges).orElseThrow();

      ended.timeOut();
      exchange.answerEmpty(200);

      assertNothingIsLeft();
    }

    @Test
    void nothingIsDelayedIfAddressesDoNotDistinguishClients() {
      HttpExchanges behindProxy = exchanges(0);

      for (int i = 0; i < 2 * ExchangeRates.IN_BURST; i++) {
        FakeServletExchange exchange = new FakeServletExchange("proxy");
        exchange.begin(behindProxy).orElseThrow().answerEmpty(200);
        assertThat(exchange.isComplete()).isTrue();
      }
    }

    @Test
    void oneTaskAtATimeWritesForAnAddress() {
      Queue<Runnable> tasks = new ArrayDeque<>();
      HttpExchanges slow =
          new HttpExchanges(new ConnectionLimiter(PLACES, PLACES), metrics, clock::get, tasks::add);
      for (int i = 0; i <= ExchangeRates.IN_BURST; i++) {
        new FakeServletExchange("a").begin(slow).orElseThrow().answerEmpty(200);
      }
      pass(1);

      slow.tick();
      slow.tick();
      assertThat(tasks).hasSize(1);
      tasks.remove().run();

      assertThat(slow.delayed()).isZero();
    }

    @Test
    void taskThatIsRejectedIsTriedAgain() {
      AtomicLong rejections = new AtomicLong(1);
      HttpExchanges rejected =
          new HttpExchanges(
              new ConnectionLimiter(PLACES, PLACES),
              metrics,
              clock::get,
              task -> {
                if (rejections.getAndDecrement() > 0) {
                  throw new RejectedExecutionException("no thread");
                }
                task.run();
              });
      for (int i = 0; i <= ExchangeRates.IN_BURST; i++) {
        new FakeServletExchange("a").begin(rejected).orElseThrow().answerEmpty(200);
      }
      pass(1);

      rejected.tick();
      assertThat(rejected.delayed()).isOne();
      rejected.tick();

      assertThat(rejected.delayed()).isZero();
    }

    private HttpExchanges exchanges(int perAddress) {
      return new HttpExchanges(
          new ConnectionLimiter(10 * PLACES, perAddress), metrics, clock::get, Runnable::run);
    }

    private void useBurst(String address) {
      assertThat(ask(address, ExchangeRates.IN_BURST)).allMatch(FakeServletExchange::isComplete);
    }

    private List<FakeServletExchange> ask(String address, int count) {
      List<FakeServletExchange> asked = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        FakeServletExchange exchange = new FakeServletExchange(address);
        exchange.begin(exchanges).orElseThrow().answerShared(200, new byte[1]);
        asked.add(exchange);
      }
      return asked;
    }

    /** Lets the time pass in which an address gets tokens. */
    private void pass(int tokens) {
      clock.addAndGet(tokens * TimeUnit.SECONDS.toNanos(1) / ExchangeRates.PER_SECOND);
    }

    private void assertNothingIsLeft() {
      assertThat(exchanges.delayed()).isZero();
      assertThat(exchanges.size()).isZero();
      assertThat(exchanges.unreadBytes()).isZero();
    }
  }
}
