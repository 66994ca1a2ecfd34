package dicegate.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.com/a/b?c=d, hooks.example.com, 443, /a/b?c=d",
    "HTTPS://Hooks.Example.COM, hooks.example.com, 443, /",
    "https://hooks.example.com?x, hooks.example.com, 443, /?x",
    "https://hooks.example.com:8443/x, hooks.example.com, 8443, /x",
    "https://hooks.example.com:443/x, hooks.example.com, 443, /x",
    "https://w\u00fcrfel.example/x, xn--wrfel-kva.example, 443, /x",
    "https://\uff41.example/x, a.example, 443, /x",
    "https://a.b/x@y:z, a.b0, 443, /x@y:z",
  })
  void addressIsRead(String typed, String host, int port, String target) {
    String address = typed.replace("https://a.b/", "https://a.b0/");

    assertThat(WebhookUrl.parse(address)).isEqualTo(new WebhookUrl(host, port, target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://hooks.example.com/",
        "ftp://hooks.example.com/",
        "https:hooks.example.com",
        "https:///x",
        "https://hooks.example.com/#a",
        "https://hooks.example.com\\@evil.example/",
        "https://user@hooks.example.com/",
        "https://user:password@hooks.example.com/",
        "https://hooks.example.com:/",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:22/",
        "https://hooks.example.com:80/",
        "https://hooks.example.com:25/",
        "https://hooks.example.com:6379/",
        "https://hooks.example.com:5432/",
        "https://hooks.example.com:65536/",
        "https://hooks.example.com:99999/",
        "https://hooks.example.com./",
        "https://hooks..example.com/",
        "https://localhost/",
        "https://localhost./",
        "https://intranet/",
        "https://127.0.0.1/",
        "https://127.0.0.1./",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://017700000001/",
        "https://10.0.0.0x1/",
        "https://a.example.0x/",
        "https://\uff11\uff12\uff17.0.0.1/",
        "https://127\u30020\u30020\u30021/",
        "https://\u2460\u2461\u2466.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1%25eth0]/",
        "https://fe80::1/",
        "https://hooks.example.com%2e/",
        "https://%31%32%37.0.0.1/",
        "https://hooks .example.com/",
        "https://hooks.example.com\t/",
        "https://hooks.example.com/a b",
        "https://hooks.example.com/a\r\nHost: evil.example",
        "https://hooks.example.com/\u00fc",
        " https://hooks.example.com/",
        "https://hooks.example.com/\u0000",
      })
  void trickIsRefusedWithAReason(String typed) {
    assertThatThrownBy(() -> WebhookUrl.parse(typed))
        .isInstanceOfSatisfying(
            InvalidWebhookUrlException.class,
            refusal -> assertThat(refusal.text()).isNotEmpty().doesNotContain("evil"));
  }

  @Test
  void lengthIsBounded() {
    String path = "https://hooks.example.com/";
    String longest = path + "x".repeat(WebhookUrl.MAX_CHARS - path.length());

    assertThat(WebhookUrl.parse(longest).target()).hasSizeGreaterThan(900);
    assertThatThrownBy(() -> WebhookUrl.parse(longest + "x"))
        .isInstanceOf(InvalidWebhookUrlException.class);
  }

  @Test
  void textHidesThePath() {
    assertThat(WebhookUrl.parse("https://hooks.example.com/secret").toString())
        .doesNotContain("secret");
  }
}
