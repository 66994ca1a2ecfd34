package dicegate.wire.json;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * JSON text to messages and back (RFC 8259), by JSON-B and JSON-P.
 *
 * <p>Thread-safe; making one is dear, so there is one for all.
 */
public final class JsonCodec implements AutoCloseable {

  private final Jsonb jsonb = JsonbBuilder.create();
  private final JsonProvider jsonp = JsonProvider.provider();

  /** Whatever a client may send; unknown members are ignored. */
  public record ClientFrame(
      @Nullable JsonValue type, @Nullable JsonValue id, @Nullable JsonValue expr) {}

  private record Hello(
      String type, UUID session, String version, List<String> features, Limits limits) {}

  /**
   * What a connection may do, as told in {@code hello}.
   *
   * @param messageChars the longest message, in UTF-16 units
   * @param inFlight the most requests unanswered at a time
   */
  public record Limits(int messageChars, int inFlight) {}

  private record ErrorFrame(
      String type,
      @Nullable JsonValue id,
      String code,
      String message,
      boolean temporary,
      @Nullable Integer retryAfterMs,
      @Nullable Integer pos,
      @Nullable Integer len,
      @Nullable String hint,
      @Nullable String incident) {}

  private record BareError(ServerError error) {}

  private record Pong(String type, @Nullable JsonValue id) {}

  /** Reads a frame of the JSON dialect; never throws at what a client sent. */
  public ClientMessage read(String text) {
    ClientFrame frame;
    try {
      frame = jsonb.fromJson(text, ClientFrame.class);
    } catch (JsonbException | JsonException e) {
      return new ClientMessage.Unusable(null, "bad_message", "The message is not a JSON object.");
    }
    if (frame == null) {
      return new ClientMessage.Unusable(null, "bad_message", "The message is not a JSON object.");
    }
    JsonValue id = frame.id();
    if (id != null && !usableId(id)) {
      return new ClientMessage.Unusable(
          null,
          "bad_message",
          "An id is a string of 1 to %d characters or a whole number."
              .formatted(ClientMessage.MAX_ID_CHARS));
    }
    if (!(frame.type() instanceof JsonString type)) {
      return new ClientMessage.Unusable(id, "bad_message", "The message has no type.");
    }
    return switch (type.getString()) {
      case "roll" -> readRoll(id, frame.expr());
      case "ping" -> new ClientMessage.Ping(id);
      default -> new ClientMessage.Unusable(id, "unknown_type", "This type is not known here.");
    };
  }

  /** Writes {@code hello}. */
  public String hello(UUID session, String version, Limits limits) {
    return jsonb.toJson(new Hello("hello", session, version, List.of("roll"), limits));
  }

  /**
   * Writes {@code result}.
   *
   * @param roll the engine's result, which is JSON and stays as it is
   */
  public String result(JsonValue id, String roll) {
    return "{\"type\":\"result\",\"id\":" + id + ",\"roll\":" + roll + "}";
  }

  /** Writes {@code error}. */
  public String error(@Nullable JsonValue id, ServerError error) {
    return jsonb.toJson(
        new ErrorFrame(
            "error",
            id,
            error.code(),
            error.message(),
            error.temporary(),
            error.retryAfterMs(),
            error.pos(),
            error.len(),
            error.hint(),
            error.incident()));
  }

  /** Writes {@code {"error":{...}}}, for a client of the bare dialect. */
  public String bareError(ServerError error) {
    return jsonb.toJson(new BareError(error));
  }

  /** Writes {@code pong}. */
  public String pong(@Nullable JsonValue id) {
    return jsonb.toJson(new Pong("pong", id));
  }

  /** Reads the error object of an engine; empty if it is none. */
  public Optional<ServerError> engineError(String json) {
    try {
      ServerError error = jsonb.fromJson(json, ServerError.class);
      return error == null || error.code() == null || error.message() == null
          ? Optional.empty()
          : Optional.of(error);
    } catch (JsonbException | JsonException e) {
      return Optional.empty();
    }
  }

  /** Tells whether the text is one JSON value and nothing else. */
  public boolean isValue(String text) {
    try (JsonParser parser = jsonp.createParser(new StringReader(text))) {
      if (!parser.hasNext()) {
        return false;
      }
      while (parser.hasNext()) {
        parser.next();
      }
      return true;
    } catch (JsonParsingException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      jsonb.close();
    } catch (Exception e) {
      throw new IllegalStateException("JSON-B did not close", e);
    }
  }

  private static ClientMessage readRoll(@Nullable JsonValue id, @Nullable JsonValue expr) {
    if (id == null) {
      return new ClientMessage.Unusable(null, "bad_message", "A roll needs an id.");
    }
    if (!(expr instanceof JsonString text)) {
      return new ClientMessage.Unusable(id, "bad_message", "A roll needs an expr, as a string.");
    }
    return new ClientMessage.Roll(id, text.getString());
  }

  private static boolean usableId(JsonValue id) {
    return switch (id) {
      case JsonString string ->
          !string.getString().isEmpty()
              && string.getString().length() <= ClientMessage.MAX_ID_CHARS;
      case JsonNumber number -> number.isIntegral() && number.toString().length() <= 20;
      default -> false;
    };
  }
}
