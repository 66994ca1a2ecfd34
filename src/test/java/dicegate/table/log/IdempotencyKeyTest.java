package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Equal and different keys. */
final class IdempotencyKeyTest {

  @Test
  void sameRequestOfTheSameMemberHasTheSameKey() {
    assertThat(IdempotencyKey.of("ana", "7", "3d6"))
        .isEqualTo(IdempotencyKey.of("ana", "7", "3d6"));
    assertThat(IdempotencyKey.of("ana", "7", "3d6").text()).matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void otherRequestsHaveOtherKeys() {
    IdempotencyKey key = IdempotencyKey.of("ana", "7", "3d6");

    assertThat(IdempotencyKey.of("ana", "8", "3d6")).isNotEqualTo(key);
    assertThat(IdempotencyKey.of("anas", "7", "3d6")).isNotEqualTo(key);
    assertThat(IdempotencyKey.of("ana", "\"7\"", "3d6")).isNotEqualTo(key);
    assertThat(IdempotencyKey.of("ana7", "", "3d6")).isNotEqualTo(key);
    assertThat(IdempotencyKey.of("ana", "7", "3d8")).isNotEqualTo(key);
  }

  @Test
  void revealHasOneKeyForAllGms() {
    assertThat(IdempotencyKey.ofReveal("epoch", 7)).isEqualTo(IdempotencyKey.ofReveal("epoch", 7));
    assertThat(IdempotencyKey.ofReveal("epoch", 7))
        .isNotEqualTo(IdempotencyKey.ofReveal("epoch", 8))
        .isNotEqualTo(IdempotencyKey.ofReveal("other", 7))
        .isNotEqualTo(IdempotencyKey.of("epoch", "7", ""));
  }
}
