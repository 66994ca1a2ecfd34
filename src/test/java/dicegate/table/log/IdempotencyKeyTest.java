package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Equal and different keys. */
final class IdempotencyKeyTest {

  @Test
  void sameRequestOfTheSameSessionHasTheSameKey() {
    assertThat(IdempotencyKey.of("session", "7")).isEqualTo(IdempotencyKey.of("session", "7"));
    assertThat(IdempotencyKey.of("session", "7").text()).matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void otherRequestsHaveOtherKeys() {
    IdempotencyKey key = IdempotencyKey.of("session", "7");

    assertThat(IdempotencyKey.of("session", "8")).isNotEqualTo(key);
    assertThat(IdempotencyKey.of("sessions", "7")).isNotEqualTo(key);
    assertThat(IdempotencyKey.of("session", "\"7\"")).isNotEqualTo(key);
    assertThat(IdempotencyKey.of("session7", "")).isNotEqualTo(key);
  }

  @Test
  void revealHasOneKeyForAllGms() {
    assertThat(IdempotencyKey.ofReveal("epoch", 7)).isEqualTo(IdempotencyKey.ofReveal("epoch", 7));
    assertThat(IdempotencyKey.ofReveal("epoch", 7))
        .isNotEqualTo(IdempotencyKey.ofReveal("epoch", 8))
        .isNotEqualTo(IdempotencyKey.ofReveal("other", 7))
        .isNotEqualTo(IdempotencyKey.of("epoch", "7"));
  }
}
