package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PatienceTest {

  private final Patience patience = new Patience(Duration.ofSeconds(5).toNanos());

  @Test
  void firstAttemptIsMadeAtOnceAndTheNextLaterEachTimeUpToHalfASecond() {
    assertThat(patience.backOffNanos()).isZero();

    assertThat(backOffMillisAfterFailure()).isEqualTo(200);
    assertThat(backOffMillisAfterFailure()).isEqualTo(400);
    assertThat(backOffMillisAfterFailure()).isEqualTo(500);
    assertThat(backOffMillisAfterFailure()).isEqualTo(500);
  }

  @Test
  void engineThatWasReadyIsTriedAgainSoonAndAsPatientlyAsAtFirst() {
    patience.failed();
    patience.failed();

    patience.lost();

    assertThat(Duration.ofNanos(patience.backOffNanos())).isEqualTo(Duration.ofMillis(200));
    assertThat(patience.greetingLimit()).isEqualTo(Duration.ofMillis(300));
    assertThat(probeLimitMillis(true)).isEqualTo(1_000);
    assertThat(probeLimitMillis(false)).isEqualTo(1_000);
  }

  @Test
  void limitsDoubleWithEachFailureUpToTheDeadlineAndSixteenTimes() {
    patience.failed();
    assertThat(patience.greetingLimit()).isEqualTo(Duration.ofMillis(600));
    assertThat(probeLimitMillis(true)).isEqualTo(2_000);
    assertThat(probeLimitMillis(false)).isEqualTo(1_200);

    for (int i = 0; i < 10; i++) {
      patience.failed();
    }

    assertThat(patience.greetingLimit()).isEqualTo(Duration.ofMillis(4_800));
    assertThat(probeLimitMillis(true)).isEqualTo(5_000);
    assertThat(probeLimitMillis(false)).isEqualTo(9_600);
  }

  private long backOffMillisAfterFailure() {
    patience.failed();
    return Duration.ofNanos(patience.backOffNanos()).toMillis();
  }

  private long probeLimitMillis(boolean greeted) {
    return Duration.ofNanos(patience.probeLimitNanos(greeted)).toMillis();
  }
}
