package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RateLimitTest {

  @Test
  void tooManyRefusalsAreFlooding() {
    RateLimit limit = new RateLimit(1, () -> 0);

    int refused = 0;
    while (!limit.isFlooding()) {
      refused++;
    }

    assertThat(refused).isEqualTo(2 * RateLimit.MAX_REFUSALS_PER_MESSAGE);
  }
}
