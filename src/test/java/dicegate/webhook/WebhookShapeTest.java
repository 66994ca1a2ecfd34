package dicegate.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class WebhookShapeTest {

  @Test
  void ownShapeHasTheFrameUnchanged() {
    JsonObject body = body(WebhookShape.JSON, event("Ana", "", "x"));

    assertThat(body.getString("table")).isEqualTo("owl");
    assertThat(body.getString("title")).isEqualTo("The \"Owl\"\n");
    assertThat(body.getJsonObject("entry").getInt("seq")).isEqualTo(7);
  }

  @Test
  void discordShowsTextsAsTheyAreAndMentionsNobody() {
    JsonObject body =
        body(WebhookShape.DISCORD, event("*A* <@1>", "@everyone", "2d6[1, 2] = 3 | `x` ~~y~~"));

    assertThat(body.getString("content"))
        .isEqualTo(
            "**\\*A\\* \\<\\@1\\>**: \\@everyone\\: 2d6\\[1, 2\\] = 3 \\| \\`x\\` \\~\\~y\\~\\~");
    assertThat(body.getJsonObject("allowed_mentions").getJsonArray("parse")).isEmpty();
  }

  @Test
  void discordTextIsCutBetweenCharacters() {
    String content =
        body(WebhookShape.DISCORD, event("A", "", "\ud83c\udfb2*".repeat(2_000)))
            .getString("content");

    assertThat(content.length()).isBetween(1_990, WebhookShape.MAX_DISCORD_CHARS);
    assertThat(content).endsWith("\u2026");
    assertThat(content.substring(0, content.length() - 1)).matches("(?s).*(\ud83c\udfb2|\\\\\\*)");
  }

  @Test
  void slackHasNoMarkup() {
    JsonObject body = body(WebhookShape.SLACK, event("<!here>", "a&b", "1 > 0"));

    assertThat(body.getString("text")).isEqualTo("&lt;!here&gt;: a&amp;b: 1 &gt; 0");
    assertThat(body.getBoolean("mrkdwn")).isFalse();
  }

  @Test
  void anyTextIsValidJson() {
    String text = "\u0000\u001f\"\\/\ud800x\udc00\u2028";

    assertThat(body(WebhookShape.SLACK, event("A", "", text)).getString("text")).endsWith("\u2028");
  }

  @Test
  void shapesHaveTheirNames() {
    assertThat(WebhookShape.parse("discord")).contains(WebhookShape.DISCORD);
    assertThat(WebhookShape.parse("DISCORD")).isEmpty();
  }

  @Test
  void signatureIsThatOfTimestampAndBody() {
    // printf '1700000000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef
    assertThat(
            WebhookSignature.of(
                "0123456789abcdef", 1_700_000_000, "{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1=e4f8e2ecae2295b2ddb2f0b5584c8275e226c0ebe9b3b819e70156bb67122e3e");
  }

  private static WebhookEvent event(String author, String label, String text) {
    return new WebhookEvent(
        7, "e:7:t", "owl", "The \"Owl\"\n", "{\"type\":\"rolled\",\"seq\":7}", author, label, text);
  }

  private static JsonObject body(WebhookShape shape, WebhookEvent event) {
    try (JsonReader reader = Json.createReader(new StringReader(shape.body(event)))) {
      return reader.readObject();
    }
  }
}
