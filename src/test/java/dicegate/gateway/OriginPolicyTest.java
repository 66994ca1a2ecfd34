package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginPolicyTest {

  private final OriginPolicy policy = new OriginPolicy(List.of("https://friend.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://dice.example:8088",
        "https://dice.example:8088",
        "http://DICE.example:8088",
        "https://friend.example"
      })
  void sameHostAndListedOriginsAreAccepted(String origin) {
    assertThat(policy.accepts(List.of(origin), "dice.example:8088")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "http://dice.example",
        "http://dice.example:8088.evil",
        "http://dice.example:80880",
        "null",
        "",
        "http://friend.example",
        "https://friend.example/",
        "ftp://dice.example:8088",
        "http://x@dice.example:8088",
        "dice.example:8088",
        "http://["
      })
  void otherOriginsAreRefused(String origin) {
    assertThat(policy.accepts(List.of(origin), "dice.example:8088")).isFalse();
  }

  @Test
  void programWithoutOriginIsAccepted() {
    assertThat(policy.accepts(List.of(), "dice.example")).isTrue();
  }

  @Test
  void twoOriginsAreRefusedEvenIfBothAreListed() {
    String origin = "https://friend.example";

    assertThat(policy.accepts(List.of(origin, origin), "dice.example")).isFalse();
  }

  @Test
  void ownOriginIsNotListed() {
    assertThat(policy.listed(List.of("https://friend.example"))).contains("https://friend.example");
    assertThat(policy.listed(List.of("http://dice.example:8088"))).isEmpty();
    assertThat(policy.listed(List.of())).isEmpty();
  }

  @Test
  void originWithoutHostIsRefused() {
    assertThat(policy.accepts(List.of("http://dice.example"), null)).isFalse();
  }
}
