package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProbeBackoffTest {

  private final ProbeBackoff backoff = new ProbeBackoff(Duration.ofSeconds(5).toNanos());

  @Test
  void pauseBetweenAttemptsGrowsFromZeroToHalfASecond() {
    assertThat(backoff.backOffNanos()).isZero();

    assertThat(backOffMillisAfterFailure()).isEqualTo(200);
    assertThat(backOffMillisAfterFailure()).isEqualTo(400);
    assertThat(backOffMillisAfterFailure()).isEqualTo(500);
    assertThat(backOffMillisAfterFailure()).isEqualTo(500);
  }

  @Test
  void connectionLossResetsTheLimits() {
    backoff.onProbeFailed();
    backoff.onProbeFailed();

    backoff.onConnectionLost();

    assertThat(Duration.ofNanos(backoff.backOffNanos())).isEqualTo(Duration.ofMillis(200));
    assertThat(backoff.handshakeLimit()).isEqualTo(Duration.ofMillis(300));
    assertThat(probeLimitMillis(true)).isEqualTo(1_000);
    assertThat(probeLimitMillis(false)).isEqualTo(1_000);
  }

  @Test
  void limitsDoubleWithEachFailureUpToSixteenTimesAndTheDeadline() {
    backoff.onProbeFailed();
    assertThat(backoff.handshakeLimit()).isEqualTo(Duration.ofMillis(600));
    assertThat(probeLimitMillis(true)).isEqualTo(2_000);
    assertThat(probeLimitMillis(false)).isEqualTo(1_200);

    for (int i = 0; i < 10; i++) {
      backoff.onProbeFailed();
    }

    assertThat(backoff.handshakeLimit()).isEqualTo(Duration.ofMillis(4_800));
    assertThat(probeLimitMillis(true)).isEqualTo(5_000);
    assertThat(probeLimitMillis(false)).isEqualTo(9_600);
  }

  private long backOffMillisAfterFailure() {
    backoff.onProbeFailed();
    return Duration.ofNanos(backoff.backOffNanos()).toMillis();
  }

  private long probeLimitMillis(boolean handshaken) {
    return Duration.ofNanos(backoff.probeLimitNanos(handshaken)).toMillis();
  }
}
