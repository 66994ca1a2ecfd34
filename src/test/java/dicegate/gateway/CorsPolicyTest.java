package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorsPolicyTest {

  private static final String FRIEND = "https://friend.example";

  private final CorsPolicy policy =
      new CorsPolicy(new OriginPolicy(List.of("https://vtt.example:8443", FRIEND)), "GET, POST");

  @Test
  void listedOriginIsNamedAndMayReadTheHeadersOfRefusals() {
    assertThat(policy.headers(List.of(FRIEND), false))
        .isEqualTo(
            Map.of(
                "Access-Control-Allow-Origin",
                FRIEND,
                "Access-Control-Expose-Headers",
                "Accept-Post, Allow, Retry-After"));
  }

  @Test
  void preflightOfAListedOriginIsAllowedMethodsAndTheHeaderOfABody() {
    assertThat(policy.headers(List.of(FRIEND), true))
        .isEqualTo(
            Map.of(
                "Access-Control-Allow-Origin", FRIEND,
                "Access-Control-Allow-Methods", "GET, POST",
                "Access-Control-Allow-Headers", "Content-Type",
                "Access-Control-Max-Age", "7200"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "*",
        "https://vtt.example",
        "http://friend.example",
        "https://friend.example/",
        "https://FRIEND.example",
        "https://friend.example.evil",
        "https://friend.example, https://friend.example"
      })
  void otherOriginsGetNothing(String origin) {
    assertThat(policy.headers(List.of(origin), false)).isEmpty();
    assertThat(policy.headers(List.of(origin), true)).isEmpty();
  }

  @Test
  void requestWithoutAnOriginOrWithTwoGetsNothing() {
    assertThat(policy.headers(List.of(), false)).isEmpty();
    assertThat(policy.headers(List.of(FRIEND, FRIEND), false)).isEmpty();
  }
}
