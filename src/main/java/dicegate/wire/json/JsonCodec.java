package dicegate.wire.json;

import dicegate.wire.EngineCode;
import dicegate.wire.ErrorCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * JSON text to messages by JSON-P, and messages to JSON text by JSON-B (RFC 8259).
 *
 * <p>Thread-safe; making one is dear, so there is one for all.
 */
public final class JsonCodec implements AutoCloseable {

  private static final Logger LOG = System.getLogger(JsonCodec.class.getName());

  private final Jsonb jsonb = JsonbBuilder.create();
  private final JsonProvider jsonp = JsonProvider.provider();

  /** Reads a frame of the JSON dialect; never throws at what a client sent. */
  public ClientMessage read(String text) {
    Optional<JsonObject> object = object(text);
    if (object.isEmpty()) {
      return new ClientMessage.InvalidMessage(null, ServerError.of(ErrorCode.BAD_MESSAGE));
    }
    return ClientMessageReader.read(object.get());
  }

  /** Writes {@code hello}. */
  public String hello(UUID session, String version, ServerFrame.Limits limits) {
    return jsonb.toJson(
        new ServerFrame.Hello(
            "hello", session, version, List.of("roll", "odds", "resume", "tables"), limits));
  }

  /**
   * Writes {@code result}.
   *
   * @param roll the engine's result, which is JSON and stays as it is
   */
  public String result(JsonValue id, String roll) {
    return "{\"type\":\"result\",\"id\":" + id + ",\"roll\":" + roll + "}";
  }

  /**
   * Writes {@code result} of a roll at a table.
   *
   * @param seq its place there
   * @param roll the engine's result, null if the asker may not see it
   */
  public String tableResult(JsonValue id, long seq, @Nullable String roll) {
    String sight = roll == null ? ",\"hidden\":true}" : ",\"roll\":" + roll + "}";
    return "{\"type\":\"result\",\"id\":" + id + ",\"seq\":" + seq + sight;
  }

  /**
   * Writes {@code odds}.
   *
   * @param odds what the engine says of them, which is JSON and stays as it is
   */
  public String odds(JsonValue id, String odds) {
    return "{\"type\":\"odds\",\"id\":" + id + ",\"odds\":" + odds + "}";
  }

  /** Writes {@code error}. */
  public String error(@Nullable JsonValue id, ServerError error) {
    SortedMap<String, Object> members = error.members();
    members.put("type", "error");
    if (id != null) {
      members.put("id", id);
    }
    return write(members);
  }

  /** Writes {@code {"error":{...}}}, for a client of the bare dialect. */
  public String bareError(ServerError error) {
    return "{\"error\":" + write(error.members()) + "}";
  }

  /** Writes a problem over HTTP. */
  public String problem(HttpProblem problem) {
    return write(problem.members());
  }

  /** Writes {@code resumed}. */
  public String resumed(@Nullable JsonValue id, UUID session) {
    return jsonb.toJson(new ServerFrame.Resumed("resumed", id, session));
  }

  /** Writes {@code left}. */
  public String left(@Nullable JsonValue id) {
    return jsonb.toJson(new ServerFrame.Left("left", id));
  }

  /** Writes {@code revealed}, to the GM who asked. */
  public String revealed(@Nullable JsonValue id, long seq) {
    return jsonb.toJson(new ServerFrame.Revealed("revealed", id, seq));
  }

  /** Writes {@code presence}. */
  public String presence(List<ServerFrame.Person> members) {
    return jsonb.toJson(new ServerFrame.Presence("presence", members));
  }

  /**
   * Writes {@code rolled}: a roll at a table.
   *
   * @param roll the engine's result, which is JSON and stays as it is; null if the reader may not
   *     see it
   */
  public String rolled(ServerFrame.Rolled head, @Nullable String roll) {
    return withLast(jsonb.toJson(head), "roll", roll);
  }

  /**
   * Writes {@code joined}.
   *
   * @param history the rolls that the reader gets with it, as {@link #rolled} wrote them
   */
  public String joined(ServerFrame.Joined head, List<String> history) {
    return withLast(jsonb.toJson(head), "history", "[" + String.join(",", history) + "]");
  }

  /** Writes {@code pong}. */
  public String pong(@Nullable JsonValue id) {
    return jsonb.toJson(new ServerFrame.Pong("pong", id));
  }

  /** Reads the error object of an engine; empty if it is none. */
  public Optional<ServerError> engineError(String json) {
    return object(json)
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
                    error.getString("incident", null)));
  }

  /** Reads what an engine tells of itself; what it does not tell well, it does not tell. */
  public EngineInfo engineInfo(String json) {
    return object(json).map(JsonCodec::engineInfo).orElse(EngineInfo.UNKNOWN);
  }

  private static EngineInfo engineInfo(JsonObject told) {
    Integer window = number(told, "window");
    List<String> features = strings(told, "features");
    return new EngineInfo(
        window == null || window < 1
            ? OptionalInt.empty()
            : OptionalInt.of(Math.min(window, EngineInfo.MAX_WINDOW)),
        features == null ? List.of() : features);
  }

  /** Tells whether the text is one JSON value and nothing else. */
  public boolean isValue(String text) {
    try (JsonParser parser = jsonp.createParser(new StringReader(text))) {
      boolean value = parser.hasNext();
      while (parser.hasNext()) {
        parser.next();
      }
      return value;
    } catch (RuntimeException e) {
      return unreadable(e);
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

  private String write(SortedMap<String, Object> members) {
    return jsonp.createObjectBuilder(members).build().toString();
  }

  /* JSON-B cannot put text that is JSON already into what it writes. */
  private static String withLast(String object, String name, @Nullable String json) {
    return json == null
        ? object
        : object.substring(0, object.length() - 1) + ",\"" + name + "\":" + json + "}";
  }

  /* Read whole by JSON-P, and not bound by JSON-B: to skip a member that it does not know, JSON-B uses
  Parsson's skipArray, which never returns from a text that ends inside the array. */
  private Optional<JsonObject> object(String text) {
    try (JsonParser parser = jsonp.createParser(new StringReader(text))) {
      if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
        return Optional.empty();
      }
      JsonObject object = parser.getObject();
      return parser.hasNext() ? Optional.empty() : Optional.of(object);
    } catch (RuntimeException e) {
      unreadable(e);
      return Optional.empty();
    }
  }

  /* Parsson tells broken text by JsonException, but nesting that is too deep by a bare
  RuntimeException, with no type to know it by. */
  private static boolean unreadable(RuntimeException e) {
    LOG.log(Level.DEBUG, "unreadable json class={0}", e.getClass().getName());
    return false;
  }

  private static @Nullable Integer number(JsonObject object, String name) {
    return object.get(name) instanceof JsonNumber number
        ? Integer.valueOf(number.intValue())
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
