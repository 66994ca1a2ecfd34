package dicegate.webhook;

import java.util.Locale;
import java.util.Optional;

/** The form of a webhook's body, as its receiver expects it. */
public enum WebhookShape {

  /** The frame that members are sent: {@code {"table":...,"title":...,"entry":{...}}}. */
  JSON {
    @Override
    String body(WebhookEvent event) {
      String title = event.title().isEmpty() ? "" : ",\"title\":" + JsonString.of(event.title());
      return "{\"table\":"
          + JsonString.of(event.table())
          + title
          + ",\"entry\":"
          + event.frame()
          + "}";
    }
  },

  /**
   * A message for a channel of Discord, in which nobody is mentioned.
   *
   * @see <a href="https://discord.com/developers/docs/resources/webhook#execute-webhook">Discord,
   *     execute webhook</a>
   */
  DISCORD {
    @Override
    String body(WebhookEvent event) {
      String content = line(event, "**", "**", WebhookShape::escapeMarkdown, MAX_DISCORD_CHARS);
      return "{\"content\":" + JsonString.of(content) + ",\"allowed_mentions\":{\"parse\":[]}}";
    }
  },

  /**
   * A message for a channel of Slack.
   *
   * @see <a href="https://docs.slack.dev/messaging/formatting-message-text">Slack, formatting</a>
   */
  SLACK {
    @Override
    String body(WebhookEvent event) {
      return "{\"text\":"
          + JsonString.of(line(event, "", "", WebhookShape::escapeSlack, MAX_SLACK_CHARS))
          + ",\"mrkdwn\":false}";
    }
  };

  /** The longest content that Discord accepts, in characters. */
  static final int MAX_DISCORD_CHARS = 2_000;

  /** The longest text that Slack shows without cutting it is 4,000 characters. */
  static final int MAX_SLACK_CHARS = 4_000;

  private static final String MARKDOWN = "\\*_~`|>#-+[]()<@:.!";

  /** Reads a name on the wire; empty if it is unknown. */
  public static Optional<WebhookShape> parse(String code) {
    for (WebhookShape shape : values()) {
      if (shape.code().equals(code)) {
        return Optional.of(shape);
      }
    }
    return Optional.empty();
  }

  /** Returns the name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the body of a request, JSON. */
  abstract String body(WebhookEvent event);

  /** Makes text of one character, which shows that character whatever the receiver's syntax is. */
  @FunctionalInterface
  interface Escape {
    String of(int codePoint);
  }

  /**
   * Returns an entry as one line: author, label and text. What is too long is cut before a
   * character, never inside an escape.
   *
   * @param before what begins the author's name
   * @param after what ends it
   */
  private static String line(
      WebhookEvent event, String before, String after, Escape escape, int maxChars) {
    StringBuilder line = new StringBuilder(before);
    append(line, event.author(), escape, maxChars);
    line.append(after).append(": ");
    if (!event.label().isEmpty()) {
      append(line, event.label() + ": ", escape, maxChars);
    }
    append(line, event.text(), escape, maxChars);
    return line.toString();
  }

  private static void append(StringBuilder line, String text, Escape escape, int maxChars) {
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      String escaped = escape.of(codePoint);
      if (line.length() + escaped.length() >= maxChars) {
        if (line.length() < maxChars) {
          line.append('\u2026');
        }
        return;
      }
      line.append(escaped);
      at += Character.charCount(codePoint);
    }
  }

  private static String escapeMarkdown(int codePoint) {
    String text = Character.toString(codePoint);
    return MARKDOWN.indexOf(codePoint) >= 0 ? "\\" + text : text;
  }

  private static String escapeSlack(int codePoint) {
    return switch (codePoint) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(codePoint);
    };
  }
}
