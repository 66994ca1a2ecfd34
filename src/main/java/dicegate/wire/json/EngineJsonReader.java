package dicegate.wire.json;

import dicegate.text.PlainText;
import dicegate.wire.EngineCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the JSON objects of engines. Stateless; never throws. */
final class EngineJsonReader {

  private EngineJsonReader() {}

  /** Reads an error; empty without a code and a message. */
  static Optional<ServerError> error(JsonObject object) {
    return Optional.of(object)
        .filter(error -> error.get("code") instanceof JsonString)
        .filter(error -> error.get("message") instanceof JsonString)
        .map(
            error ->
                new ServerError(
                    new EngineCode(error.getString("code"), error.getBoolean("temporary", false)),
                    error.getString("message"),
                    number(error, "retryAfterMs"),
                    number(error, "pos"),
                    number(error, "len"),
                    strings(error, "expected"),
                    error.getString("hint", null),
                    error.getString("incident", null),
                    error.get("wanted") instanceof JsonObject wanted ? wanted : null,
                    error.getBoolean("rolled", false)));
  }

  /** Reads a description; missing or invalid members are ignored. */
  static EngineInfo info(JsonObject info) {
    List<String> features = strings(info, "features");
    return new EngineInfo(
        name(info),
        count(info, "window"),
        count(info, "workers"),
        features == null ? List.of() : features);
  }

  private static String name(JsonObject info) {
    String name = info.getString("name", "");
    return name.length() <= EngineInfo.MAX_NAME_CHARS && PlainText.is(name) ? name : "";
  }

  private static OptionalInt count(JsonObject info, String name) {
    Integer count = number(info, name);
    return count == null || count < 1
        ? OptionalInt.empty()
        : OptionalInt.of(Math.min(count, EngineInfo.MAX_WINDOW));
  }

  private static @Nullable Integer number(JsonObject object, String name) {
    return object.get(name) instanceof JsonNumber number && WholeNumber.isInt(number)
        ? Integer.valueOf(number.intValueExact())
        : null;
  }

  private static @Nullable List<String> strings(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray array
        ? array.stream()
            .filter(JsonString.class::isInstance)
            .map(text -> ((JsonString) text).getString())
            .toList()
        : null;
  }
}
