package dicegate.wire.json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code type} in frames of clients: the constant's name in lower case. Each is read
 * into the record of {@link ClientMessage} with the same name.
 */
enum ClientMessageType {
  ROLL("roll"),
  ODDS("odds"),
  RESUME("resume"),
  JOIN("tables"),
  LEAVE("tables"),
  REVEAL("tables"),
  HISTORY("history"),
  MODERATE("moderation"),
  SEED("verify"),
  PROOF("verify"),
  PING(null);

  /** The features of members, which older servers ignore. */
  private static final List<String> OF_MEMBERS = List.of("whisper", "by_hand");

  private static final String WEBHOOKS = "webhooks";

  private final String text = name().toLowerCase(Locale.ROOT);
  private final @Nullable String feature;

  /**
   * A type of frame.
   *
   * @param feature what {@code hello} lists if this type is served; null if every server serves it
   */
  ClientMessageType(@Nullable String feature) {
    this.feature = feature;
  }

  /** Returns the type with this name on the wire; empty if it is unknown. */
  static Optional<ClientMessageType> find(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  /**
   * Returns the features that {@code hello} announces, each once.
   *
   * @param webhooks whether tables may have webhooks
   */
  static List<String> features(boolean webhooks) {
    Stream<String> ofTypes =
        Arrays.stream(values()).map(type -> type.feature).filter(Objects::nonNull).distinct();
    Stream<String> optional = webhooks ? Stream.of(WEBHOOKS) : Stream.empty();
    return Stream.of(ofTypes, OF_MEMBERS.stream(), optional).flatMap(one -> one).toList();
  }

  /** Returns the name on the wire. */
  String text() {
    return text;
  }
}
