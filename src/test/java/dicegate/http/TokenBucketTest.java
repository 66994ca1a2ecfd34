package dicegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.gateway.ClientLimits;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenBucketTest {

  private static final int RATE = 20;

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void burstIsTwoSecondsWorth() {
    assertThat(taken(bucket(RATE), 100)).isEqualTo(2 * RATE);
  }

  @Test
  void refusalReturnsTheExactTimeOfTheNextToken() {
    TokenBucket bucket = bucket(RATE);
    assertThat(taken(bucket, 2 * RATE)).isEqualTo(2 * RATE);

    int waitMillis = bucket.take();
    assertThat(waitMillis).isEqualTo(1000 / RATE);
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(waitMillis) - 1);
    assertThat(bucket.take()).isOne();
    clock.addAndGet(1);

    assertThat(bucket.take()).isZero();
    assertThat(bucket.take()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, RATE, 999, ClientLimits.MAX_RATE})
  void tokensArriveAtTheRate(int rate) {
    TokenBucket bucket = bucket(rate);
    taken(bucket, 2 * rate + 1);

    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThat(taken(bucket, 3 * rate)).isBetween(rate, rate + 1);
  }

  @Test
  void longPauseFillsTheBucketOnly() {
    TokenBucket bucket = bucket(RATE);
    taken(bucket, 100);

    clock.addAndGet(TimeUnit.HOURS.toNanos(1));

    assertThat(taken(bucket, 100)).isEqualTo(2 * RATE);
  }

  @Test
  void rateOfZeroIsNoLimit() {
    assertThat(taken(bucket(0), 10_000)).isEqualTo(10_000);
  }

  private TokenBucket bucket(int rate) {
    return new TokenBucket(rate, clock::get);
  }

  private static int taken(TokenBucket bucket, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      if (bucket.take() == 0) {
        taken++;
      }
    }
    return taken;
  }
}
