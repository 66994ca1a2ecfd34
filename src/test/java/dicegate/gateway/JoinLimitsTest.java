package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.http.RecentAddresses;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class JoinLimitsTest {

  private final AtomicLong clock = new AtomicLong();
  private final JoinLimits limits = new JoinLimits(clock::get);

  @Test
  void addressHasOneLimitOverAllItsConnections() {
    for (int i = 0; i < JoinLimit.OPENED_IN_BURST; i++) {
      assertThat(limits.of("10.0.0.1").open()).isZero();
    }

    assertThat(limits.of("10.0.0.1").open()).isEqualTo(1_000);
    assertThat(limits.of("10.0.0.2").open()).isZero();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(limits.of("10.0.0.1").open()).isZero();
    assertThat(limits.of("10.0.0.1").open()).isPositive();
  }

  @Test
  void connectionsWithoutAddressHaveLimitsOfTheirOwn() {
    JoinLimit one = limits.of("");
    JoinLimit other = limits.of("");
    for (int i = 0; i < JoinLimit.REFUSED_IN_BURST; i++) {
      assertThat(one.refuse()).isZero();
    }

    assertThat(one.refuse()).isEqualTo(500);
    assertThat(other.refuse()).isZero();
  }

  @Test
  void addressesAreLimited() {
    JoinLimit first = limits.of("first");
    JoinLimit second = limits.of("second");
    for (int i = 0; i < RecentAddresses.MAX_ADDRESSES - 2; i++) {
      limits.of("10.0.0." + i);
    }
    assertThat(limits.of("first")).isSameAs(first);

    limits.of("one more");

    assertThat(limits.of("first")).isSameAs(first);
    assertThat(limits.of("second")).isNotSameAs(second);
  }

  @Test
  void actsCostWhatTheyCarry() {
    int large = JoinLimit.ACTED_IN_BURST / 4;
    for (int i = 0; i < 4; i++) {
      assertThat(limits.of("one").act(large)).isZero();
    }

    int waitMillis = limits.of("one").act(0);

    assertThat(waitMillis)
        .isEqualTo(Math.ceilDiv(JoinLimit.MIN_ACT_CHARS * 1_000, JoinLimit.ACTED_PER_SECOND));
    assertThat(limits.of("other").act(large)).as("another address").isZero();
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(waitMillis));
    assertThat(limits.of("one").act(0)).isZero();
    assertThat(limits.of("one").act(0)).isPositive();
  }

  @Test
  void actLargerThanABurstWaitsForAFullBucket() {
    assertThat(limits.of("one").act(10 * JoinLimit.ACTED_IN_BURST)).isZero();

    assertThat(limits.of("one").act(10 * JoinLimit.ACTED_IN_BURST))
        .isEqualTo(JoinLimit.ACTED_IN_BURST * 1_000 / JoinLimit.ACTED_PER_SECOND);
  }
}
