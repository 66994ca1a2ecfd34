package dicegate.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameAncestorsTest {

  @Test
  void noSiteIsAllowedByEitherHeader() {
    assertThat(SecurityHeaders.of(FrameAncestors.parse("'none'")))
        .containsEntry("X-Frame-Options", "DENY")
        .extractingByKey("Content-Security-Policy")
        .asString()
        .contains("; frame-ancestors 'none'; require-trusted-types-for 'script'");
  }

  @Test
  void sitesAreInThePolicyAndTheOlderHeaderForbidsNothing() {
    assertThat(
            SecurityHeaders.of(
                FrameAncestors.parse(
                    "'self', https://vtt.example,http://*.lan:8080 http://[::1]:*")))
        .containsEntry("X-Frame-Options", "ALLOWALL")
        .extractingByKey("Content-Security-Policy")
        .asString()
        .contains(
            "frame-ancestors 'self' https://vtt.example http://*.lan:8080 http://[::1]:*; req");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " , ",
        "none",
        "*",
        "https:",
        "'none' 'self'",
        "'none','none'",
        "vtt.example",
        "https://*",
        "https://",
        "https://vtt.example/",
        "https://vtt.example:port",
        "https://user@vtt.example",
        "https://vtt.example;script-src",
        "https://vtt.example\u0000",
        "'unsafe-inline'",
      })
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> FrameAncestors.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'none'")
        .hasMessageContaining("not \"" + text + "\"");
  }
}
