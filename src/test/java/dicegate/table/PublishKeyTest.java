package dicegate.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which requests are the same. */
final class PublishKeyTest {

  @Test
  void sameRequestOfTheSameSessionIsTheSame() {
    assertThat(PublishKey.of("session", "7")).isEqualTo(PublishKey.of("session", "7"));
    assertThat(PublishKey.of("session", "7").text()).matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void othersAreNot() {
    PublishKey key = PublishKey.of("session", "7");

    assertThat(PublishKey.of("session", "8")).isNotEqualTo(key);
    assertThat(PublishKey.of("sessions", "7")).isNotEqualTo(key);
    assertThat(PublishKey.of("session", "\"7\"")).isNotEqualTo(key);
    assertThat(PublishKey.of("session7", "")).isNotEqualTo(key);
  }

  @Test
  void revealIsOneForAllGmsAndNobodysRequest() {
    assertThat(PublishKey.ofReveal("epoch", 7)).isEqualTo(PublishKey.ofReveal("epoch", 7));
    assertThat(PublishKey.ofReveal("epoch", 7))
        .isNotEqualTo(PublishKey.ofReveal("epoch", 8))
        .isNotEqualTo(PublishKey.ofReveal("other", 7))
        .isNotEqualTo(PublishKey.of("epoch", "7"));
  }
}
