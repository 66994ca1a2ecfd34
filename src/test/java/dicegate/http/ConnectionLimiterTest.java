package dicegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.http.ConnectionLimiter.Decision;
import org.junit.jupiter.api.Test;

final class ConnectionLimiterTest {

  private final ConnectionLimiter limiter = new ConnectionLimiter(3, 2);

  @Test
  void addressesAreLimitedIndependently() {
    assertThat(limiter.acquire("a")).isEqualTo(Decision.ADMITTED);
    assertThat(limiter.acquire("a")).isEqualTo(Decision.ADMITTED);
    assertThat(limiter.check("a")).isEqualTo(Decision.FULL_FOR_ADDRESS);
    assertThat(limiter.acquire("a")).isEqualTo(Decision.FULL_FOR_ADDRESS);

    assertThat(limiter.acquire("b")).isEqualTo(Decision.ADMITTED);
  }

  @Test
  void totalLimitAppliesToEveryAddress() {
    limiter.acquire("a");
    limiter.acquire("b");
    limiter.acquire("c");

    assertThat(limiter.check("d")).isEqualTo(Decision.FULL);
    assertThat(limiter.acquire("a")).isEqualTo(Decision.FULL);
  }

  @Test
  void exchangesHaveATotalOfTheirOwnAndCountForTheirAddress() {
    limiter.acquireExchange("a");
    limiter.acquireExchange("a");

    assertThat(limiter.acquire("a")).isEqualTo(Decision.FULL_FOR_ADDRESS);
    assertThat(limiter.acquireExchange("b")).isEqualTo(Decision.ADMITTED);
    assertThat(limiter.acquireExchange("c")).isEqualTo(Decision.FULL);
    assertThat(limiter.acquire("c")).isEqualTo(Decision.ADMITTED);
    limiter.releaseExchange("a");
    assertThat(limiter.acquireExchange("c")).isEqualTo(Decision.ADMITTED);
  }

  @Test
  void releasedPlaceIsAvailableAgain() {
    limiter.acquire("a");
    limiter.acquire("a");
    limiter.acquire("b");

    limiter.release("a");

    assertThat(limiter.acquire("a")).isEqualTo(Decision.ADMITTED);
    assertThat(limiter.acquire("c")).isEqualTo(Decision.FULL);
  }

  @Test
  void checkTakesNoPlace() {
    for (int i = 0; i < 10; i++) {
      assertThat(limiter.check("a")).isEqualTo(Decision.ADMITTED);
    }
  }

  @Test
  void zeroIsNoLimitPerAddress() {
    ConnectionLimiter open = new ConnectionLimiter(100, 0);
    for (int i = 0; i < 100; i++) {
      assertThat(open.acquire("a")).isEqualTo(Decision.ADMITTED);
    }

    assertThat(open.acquire("a")).isEqualTo(Decision.FULL);
  }
}
