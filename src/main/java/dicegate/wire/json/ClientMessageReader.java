package dicegate.wire.json;

import dicegate.wire.ErrorCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames of clients: checks that the required members are there, and that every member has
 * its type. Stateless; never throws.
 */
final class ClientMessageReader {

  private static final String ABSENT = "";
  private static final int DEFAULT_HISTORY_PAGE = 50;

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
      return invalid(id, "The message needs a type, as a string.");
    }
    return ClientMessageType.find(type.getString())
        .map(known -> read(known, id, frame))
        .orElseGet(
            () -> new ClientMessage.InvalidMessage(id, ServerError.of(ErrorCode.UNKNOWN_TYPE)));
  }

  private static ClientMessage read(
      ClientMessageType type, @Nullable JsonValue id, JsonObject frame) {
    return switch (type) {
      case ROLL -> readRoll(id, frame);
      case ODDS -> readOdds(id, frame);
      case RESUME -> readResume(id, frame);
      case JOIN -> readJoin(id, frame);
      case LEAVE -> new ClientMessage.Leave(id);
      case REVEAL -> readReveal(id, frame);
      case HISTORY -> readHistory(id, frame);
      case MODERATE -> readModerate(id, frame);
      case SEED -> readSeed(id, frame);
      case PROOF -> readProof(id, frame);
      case PING -> new ClientMessage.Ping(id);
    };
  }

  private static ClientMessage readRoll(@Nullable JsonValue id, JsonObject frame) {
    String expr = text(frame, "expr");
    String label = textOr(frame, "label", ABSENT);
    ClientMessage.Recipients to = recipients(frame);
    if (id == null) {
      return invalid(null, "The message needs an id.");
    }
    if (expr == null) {
      return invalid(id, "The message needs an expr, as a string.");
    }
    if (label == null || to == null) {
      return invalid(
          id,
          "The member label must be a string, and to a string or a list of 1 to %d strings."
              .formatted(ClientMessage.MAX_WHISPER));
    }
    Variables vars = Variables.read(frame.get("vars"));
    if (vars == null) {
      return invalid(id, Variables.RULE);
    }
    JsonValue given = frame.get("faces");
    if (given == null) {
      return new ClientMessage.Roll(id, expr, label, to, vars, null);
    }
    // A null is not the absence of faces, or a mistake would be a random roll.
    List<String> faces = HandFaces.read(given);
    return faces == null
        ? invalid(id, HandFaces.RULE)
        : new ClientMessage.Roll(id, expr, label, to, vars, faces);
  }

  private static ClientMessage readModerate(@Nullable JsonValue id, JsonObject frame) {
    String act = text(frame, "act");
    String member = textOr(frame, "member", ABSENT);
    String reason = textOr(frame, "reason", ABSENT);
    String to = textOr(frame, "to", ABSENT);
    String title = textOr(frame, "title", ABSENT);
    String role = textOr(frame, "role", ABSENT);
    String url = textOr(frame, "url", ABSENT);
    String shape = textOr(frame, "shape", ABSENT);
    String webhook = textOr(frame, "webhook", ABSENT);
    if (act == null) {
      return invalid(id, "The message needs an act, as a string.");
    }
    if (member == null || reason == null || to == null || title == null || role == null) {
      return invalid(id, "The members member, reason, to, title and role must be strings.");
    }
    if (url == null || shape == null || webhook == null) {
      return invalid(id, "The members url, shape and webhook must be strings.");
    }
    JsonValue ban = frame.getOrDefault("ban", JsonValue.FALSE);
    JsonValue on = frame.get("on");
    if (!isBoolean(ban) || (on != null && !isBoolean(on))) {
      return invalid(id, "The members ban and on must be true or false.");
    }
    return new ClientMessage.Moderate(
        id,
        act,
        member,
        ban.equals(JsonValue.TRUE),
        reason,
        on == null ? null : Boolean.valueOf(on.equals(JsonValue.TRUE)),
        to,
        title,
        role,
        url,
        shape,
        webhook);
  }

  private static boolean isBoolean(JsonValue value) {
    return value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE);
  }

  private static ClientMessage readOdds(@Nullable JsonValue id, JsonObject frame) {
    String expr = text(frame, "expr");
    if (id == null) {
      return invalid(null, "The message needs an id.");
    }
    if (expr == null) {
      return invalid(id, "The message needs an expr, as a string.");
    }
    Variables vars = Variables.read(frame.get("vars"));
    return vars == null ? invalid(id, Variables.RULE) : new ClientMessage.Odds(id, expr, vars);
  }

  private static ClientMessage readResume(@Nullable JsonValue id, JsonObject frame) {
    String session = text(frame, "session");
    return session == null
        ? invalid(id, "The message needs a session, as hello named it.")
        : new ClientMessage.Resume(id, session);
  }

  private static ClientMessage readJoin(@Nullable JsonValue id, JsonObject frame) {
    String table = text(frame, "table");
    String name = text(frame, "name");
    String colour = textOr(frame, "colour", ABSENT);
    String theme = textOr(frame, "theme", ABSENT);
    String key = textOr(frame, "key", ABSENT);
    String token = textOr(frame, "token", ABSENT);
    String resume = textOr(frame, "resume", ABSENT);
    if (table == null || name == null) {
      return invalid(id, "The message needs a table and a name, as strings.");
    }
    return colour == null || theme == null || key == null || token == null || resume == null
        ? invalid(id, "The members colour, theme, key, token and resume must be strings.")
        : new ClientMessage.Join(id, table, name, colour, theme, key, token, resume);
  }

  private static ClientMessage readReveal(@Nullable JsonValue id, JsonObject frame) {
    return frame.get("seq") instanceof JsonNumber seq && WholeNumber.isLong(seq)
        ? new ClientMessage.Reveal(id, seq.longValueExact())
        : invalid(id, "The message needs a seq, as a whole number.");
  }

  private static ClientMessage readHistory(@Nullable JsonValue id, JsonObject frame) {
    Long before = countOr(frame, "before", Long.MAX_VALUE, Long.MAX_VALUE);
    Long limit = countOr(frame, "limit", DEFAULT_HISTORY_PAGE, ClientMessage.MAX_HISTORY_PAGE);
    JsonValue proofs = frame.getOrDefault("proofs", JsonValue.FALSE);
    if (!isBoolean(proofs)) {
      return invalid(id, "The member proofs must be true or false.");
    }
    if (before == null) {
      return invalid(id, "The member before must be a seq, a whole number from 1.");
    }
    return limit == null
        ? invalid(
            id,
            "The member limit must be a whole number from 1 to %d."
                .formatted(ClientMessage.MAX_HISTORY_PAGE))
        : new ClientMessage.History(id, before, limit.intValue(), proofs.equals(JsonValue.TRUE));
  }

  private static ClientMessage readSeed(@Nullable JsonValue id, JsonObject frame) {
    String root = text(frame, "root");
    String seed = text(frame, "seed");
    return root == null || seed == null
        ? invalid(id, "The message needs a root and a seed, as strings.")
        : new ClientMessage.Seed(id, root, seed);
  }

  private static ClientMessage readProof(@Nullable JsonValue id, JsonObject frame) {
    Long seq = countOr(frame, "seq", 0, Long.MAX_VALUE);
    String root = textOr(frame, "root", ABSENT);
    Long index = wholeOr(frame, "index", -1, 0, Integer.MAX_VALUE);
    return seq == null || root == null || index == null
        ? invalid(id, "The members seq and index must be whole numbers, and root a string.")
        : new ClientMessage.Proof(id, seq == 0 ? null : seq, root, index.intValue());
  }

  private static ClientMessage.InvalidMessage invalid(@Nullable JsonValue id, String message) {
    return new ClientMessage.InvalidMessage(
        id, ServerError.permanent(ErrorCode.BAD_MESSAGE, message));
  }

  /** Returns who may see a roll; null if it is neither a text nor a list of texts. */
  private static ClientMessage.@Nullable Recipients recipients(JsonObject frame) {
    if (!(frame.get("to") instanceof JsonArray array)) {
      String audience = textOr(frame, "to", ABSENT);
      return audience == null ? null : ClientMessage.Recipients.of(audience);
    }
    boolean valid =
        !array.isEmpty()
            && array.size() <= ClientMessage.MAX_WHISPER
            && array.stream().allMatch(JsonString.class::isInstance);
    return valid
        ? new ClientMessage.Recipients(
            ABSENT, array.getValuesAs(JsonString::getString).stream().distinct().toList())
        : null;
  }

  private static @Nullable String text(JsonObject frame, String name) {
    return frame.get(name) instanceof JsonString text ? text.getString() : null;
  }

  /** Returns a string, or {@code absent} if there is no such member; null if it is no string. */
  private static @Nullable String textOr(JsonObject frame, String name, String absent) {
    JsonValue value = frame.get(name);
    return value == null || value == JsonValue.NULL ? absent : text(frame, name);
  }

  /**
   * Returns a whole number from 1 on, or {@code absent} if there is no such member; null if it is
   * no such number.
   */
  private static @Nullable Long countOr(JsonObject frame, String name, long absent, long max) {
    return wholeOr(frame, name, absent, 1, max);
  }

  private static @Nullable Long wholeOr(
      JsonObject frame, String name, long absent, long min, long max) {
    JsonValue value = frame.get(name);
    if (value == null || value == JsonValue.NULL) {
      return absent;
    }
    if (!(value instanceof JsonNumber number) || !WholeNumber.isLong(number)) {
      return null;
    }
    long whole = number.longValueExact();
    return whole >= min && whole <= max ? whole : null;
  }

  private static boolean validId(JsonValue id) {
    return switch (id) {
      case JsonString string ->
          // A lone surrogate is not valid Unicode, and could not be sent back.
          !string.getString().isEmpty()
              && StandardCharsets.UTF_8.newEncoder().canEncode(string.getString())
              && string.getString().length() <= ClientMessage.MAX_ID_CHARS;
      case JsonNumber number -> WholeNumber.isShort(number);
      default -> false;
    };
  }
}
