package dicegate.wire.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the JSON body of a request over HTTP. Unknown members are ignored. Stateless. */
final class RollParametersReader {

  private RollParametersReader() {}

  /** Returns the parameters of a body that is a JSON object. */
  static RollParameters read(JsonObject body) {
    JsonValue expr = body.get("expr");
    if (expr != null && !(expr instanceof JsonString)) {
      return RollParameters.invalid("The member expr must be a string.");
    }
    if (body.containsKey("faces")) {
      return RollParameters.invalid(RollParameters.NOT_BY_HAND);
    }
    JsonValue seed = body.get("seed");
    if (seed != null && !(seed instanceof JsonString)) {
      return RollParameters.invalid("The member seed must be a string.");
    }
    Variables vars = Variables.read(body.get("vars"));
    return vars == null
        ? RollParameters.invalid(Variables.RULE)
        : new RollParameters.Valid(text(expr), vars, text(seed));
  }

  /** Returns the parameters of a roll at a table in a body that is a JSON object. */
  static TableRollParameters readTableRoll(JsonObject body) {
    if (body.containsKey("faces")) {
      return TableRollParameters.invalid(RollParameters.NOT_BY_HAND);
    }
    if (body.containsKey("seed")) {
      return TableRollParameters.invalid(RollParameters.NOT_SEEDED);
    }
    Map<String, String> texts = new HashMap<>();
    for (String name : TableRollParameters.TEXTS) {
      JsonValue value = body.get(name);
      if (value instanceof JsonString string) {
        texts.put(name, string.getString());
      } else if (value != null) {
        return TableRollParameters.invalid("The member %s must be a string.".formatted(name));
      }
    }
    Variables vars = Variables.read(body.get("vars"));
    return vars == null
        ? TableRollParameters.invalid(Variables.RULE)
        : TableRollParameters.of(texts, vars);
  }

  /**
   * Returns whether an object of a text has two members of one name. Programs do not agree which of
   * them counts.
   *
   * @param parser at the begin of a valid text
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7493#section-2.3">RFC 7493, I-JSON, 2.3</a>
   */
  static boolean repeatsMember(JsonParser parser) {
    Deque<Set<String>> names = new ArrayDeque<>();
    while (parser.hasNext()) {
      switch (parser.next()) {
        case START_OBJECT -> names.push(new HashSet<>());
        case END_OBJECT -> names.pop();
        case KEY_NAME -> {
          if (!names.element().add(parser.getString())) {
            return true;
          }
        }
        case START_ARRAY,
            END_ARRAY,
            VALUE_STRING,
            VALUE_NUMBER,
            VALUE_TRUE,
            VALUE_FALSE,
            VALUE_NULL -> {}
      }
    }
    return false;
  }

  private static @Nullable String text(@Nullable JsonValue value) {
    return value instanceof JsonString string ? string.getString() : null;
  }
}
