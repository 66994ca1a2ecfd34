package dicegate.wire.json;

import dicegate.wire.ErrorCode;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the frames of clients: what a frame must have, and what it may. Never throws. */
final class ClientMessageReader {

  private static final String NO_TEXT = "";

  private ClientMessageReader() {}

  static ClientMessage read(JsonObject frame) {
    JsonValue id = frame.get("id");
    if (id != null && !validId(id)) {
      return invalid(
          null,
          "An id is a string of 1 to %d characters or a whole number."
              .formatted(ClientMessage.MAX_ID_CHARS));
    }
    if (!(frame.get("type") instanceof JsonString type)) {
      return invalid(id, "The message has no type.");
    }
    return switch (type.getString()) {
      case "roll" -> readRoll(id, frame);
      case "odds" -> readOdds(id, frame);
      case "resume" -> readResume(id, frame);
      case "join" -> readJoin(id, frame);
      case "leave" -> new ClientMessage.Leave(id);
      case "reveal" -> readReveal(id, frame);
      case "ping" -> new ClientMessage.Ping(id);
      default -> new ClientMessage.InvalidMessage(id, ServerError.of(ErrorCode.UNKNOWN_TYPE));
    };
  }

  private static ClientMessage readRoll(@Nullable JsonValue id, JsonObject frame) {
    String expr = text(frame, "expr");
    String label = textOr(frame, "label", NO_TEXT);
    String to = textOr(frame, "to", NO_TEXT);
    if (id == null) {
      return invalid(null, "An id is needed.");
    }
    if (expr == null) {
      return invalid(id, "An expr is needed, as a string.");
    }
    return label == null || to == null
        ? invalid(id, "A label and to are strings.")
        : new ClientMessage.Roll(id, expr, label, to);
  }

  private static ClientMessage readOdds(@Nullable JsonValue id, JsonObject frame) {
    String expr = text(frame, "expr");
    if (id == null) {
      return invalid(null, "An id is needed.");
    }
    return expr == null
        ? invalid(id, "An expr is needed, as a string.")
        : new ClientMessage.Odds(id, expr);
  }

  private static ClientMessage readResume(@Nullable JsonValue id, JsonObject frame) {
    String session = text(frame, "session");
    return session == null
        ? invalid(id, "A session is needed, as hello told it.")
        : new ClientMessage.Resume(id, session);
  }

  private static ClientMessage readJoin(@Nullable JsonValue id, JsonObject frame) {
    String table = text(frame, "table");
    String name = text(frame, "name");
    String colour = textOr(frame, "colour", NO_TEXT);
    String key = textOr(frame, "key", NO_TEXT);
    String token = textOr(frame, "token", NO_TEXT);
    String resume = textOr(frame, "resume", NO_TEXT);
    if (table == null || name == null) {
      return invalid(id, "A table and a name are needed, as strings.");
    }
    return colour == null || key == null || token == null || resume == null
        ? invalid(id, "A colour, key, token and resume are strings.")
        : new ClientMessage.Join(id, table, name, colour, key, token, resume);
  }

  private static ClientMessage readReveal(@Nullable JsonValue id, JsonObject frame) {
    return frame.get("seq") instanceof JsonNumber seq && seq.isIntegral()
        ? new ClientMessage.Reveal(id, seq.longValue())
        : invalid(id, "A seq is needed, as a whole number.");
  }

  private static ClientMessage.InvalidMessage invalid(@Nullable JsonValue id, String message) {
    return new ClientMessage.InvalidMessage(
        id, ServerError.permanent(ErrorCode.BAD_MESSAGE, message));
  }

  private static @Nullable String text(JsonObject frame, String name) {
    return frame.get(name) instanceof JsonString text ? text.getString() : null;
  }

  /** Returns a text, or what stands for none; null if there is something that is no text. */
  private static @Nullable String textOr(JsonObject frame, String name, String none) {
    JsonValue value = frame.get(name);
    return value == null || value == JsonValue.NULL ? none : text(frame, name);
  }

  private static boolean validId(JsonValue id) {
    return switch (id) {
      case JsonString string ->
          // A lone surrogate is no Unicode, and could not be sent back.
          !string.getString().isEmpty()
              && StandardCharsets.UTF_8.newEncoder().canEncode(string.getString())
              && string.getString().length() <= ClientMessage.MAX_ID_CHARS;
      case JsonNumber number -> number.isIntegral() && number.toString().length() <= 20;
      default -> false;
    };
  }
}
