package dicegate.wire.json;

import dicegate.text.PlainText;
import dicegate.wire.ErrorCode;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts JSON text to messages by JSON-P, and messages to JSON text by JSON-B; the frequent ones,
 * rolls and their results, without either.
 *
 * <p>Thread-safe. Creation is expensive, so the application has one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259, JSON</a>
 */
public final class JsonCodec implements AutoCloseable {

  private static final Logger LOG = System.getLogger(JsonCodec.class.getName());

  private static final String BY = "by";

  private final Jsonb jsonb = JsonbBuilder.create();
  private final JsonProvider jsonp = JsonProvider.provider();
  private final ServerFrameWriter frames = new ServerFrameWriter(jsonb, jsonp);

  /** Reads a client's frame of the JSON dialect; never throws, whatever the text. */
  public ClientMessage read(String text) {
    ClientMessage.Roll roll = PlainRollReader.read(jsonp, text);
    return roll == null ? readAny(text) : roll;
  }

  /**
   * Reads a text that may be the first frame of a client of the JSON dialect.
   *
   * @return empty if the text is no JSON object with a type, which is a string; never throws
   */
  public Optional<ClientMessage> readTyped(String text) {
    return object(text)
        .filter(frame -> frame.get("type") instanceof JsonString)
        .map(ClientMessageReader::read);
  }

  /**
   * Reads the JSON body of a request over HTTP; an empty one has no parameters. Never throws,
   * whatever the text.
   */
  public RollParameters rollParameters(String text) {
    if (text.isBlank()) {
      return RollParameters.none();
    }
    return body(text, RollParameters::invalid, RollParametersReader::read);
  }

  /**
   * Reads the JSON body of a request over HTTP for a roll at a table. Never throws, whatever the
   * text.
   */
  public TableRollParameters tableRollParameters(String text) {
    return body(text, TableRollParameters::invalid, RollParametersReader::readTableRoll);
  }

  /** Reads a client's frame of any type and form. */
  ClientMessage readAny(String text) {
    Optional<JsonObject> object = object(text);
    if (object.isEmpty()) {
      return new ClientMessage.InvalidMessage(null, ServerError.of(ErrorCode.BAD_MESSAGE));
    }
    return ClientMessageReader.read(object.get());
  }

  /**
   * Writes {@code hello}.
   *
   * @param webhooks whether tables may have webhooks
   */
  public String hello(
      UUID session,
      String version,
      boolean webhooks,
      ServerFrame.Limits limits,
      ServerFrame.SeriesState series) {
    return frames.write(
        new ServerFrame.Hello(
            "hello", session, version, ClientMessageType.features(webhooks), limits, series));
  }

  /**
   * Writes {@code result}.
   *
   * @param roll the engine's result, JSON, which is sent unchanged
   */
  public String result(JsonValue id, String roll, ServerFrame.RollOrigin origin) {
    return frames.write(new ServerFrame.Result(id, null, roll, origin));
  }

  /**
   * Writes {@code result} of a roll at a table.
   *
   * @param seq its position in the table's history
   * @param roll the engine's result, JSON; null if the player may not see it
   */
  public String tableResult(
      JsonValue id, long seq, @Nullable String roll, ServerFrame.RollOrigin origin) {
    return frames.write(new ServerFrame.Result(id, seq, roll, origin));
  }

  /**
   * Writes the answer to a roll at a table over HTTP.
   *
   * @param seq its position in the table's history
   * @param roll the engine's result, JSON; null if the roller may not see it
   */
  public String httpTableRoll(long seq, @Nullable String roll) {
    return roll == null
        ? "{\"seq\":" + seq + ",\"hidden\":true}"
        : "{\"seq\":" + seq + ",\"roll\":" + roll + "}";
  }

  /**
   * Writes {@code odds}.
   *
   * @param odds the engine's result, JSON, which is sent unchanged
   */
  public String odds(JsonValue id, String odds) {
    return frames.write(new ServerFrame.Odds(id, odds));
  }

  /** Writes {@code error}. */
  public String error(@Nullable JsonValue id, ServerError error) {
    return error(id, error, null);
  }

  /**
   * Writes {@code error}.
   *
   * @param proof the number that a roll had taken; null if it had none
   */
  public String error(
      @Nullable JsonValue id, ServerError error, ServerFrame.@Nullable DiceProof proof) {
    return frames.write(new ServerFrame.Failure(id, error, proof));
  }

  /** Writes {@code series}; see {@link ServerFrame.Series}. */
  public String series(
      @Nullable JsonValue id, ServerFrame.SeriesState state, @Nullable String table) {
    return frames.write(
        new ServerFrame.Series(
            "series", id, state.root(), state.size(), state.seed(), state.next(), table));
  }

  /** Writes {@code proof}; see {@link ServerFrame.Proof}. */
  public String proof(@Nullable JsonValue id, @Nullable Long seq, ServerFrame.DiceProof proof) {
    return frames.write(new ServerFrame.Proof("proof", id, seq, proof));
  }

  /**
   * Writes a roll object with what is known of its dice; any other value unchanged.
   *
   * @param roll an engine's result, JSON
   */
  public String withOrigin(String roll, ServerFrame.RollOrigin origin) {
    return object(roll).isPresent() ? frames.withOrigin(roll, origin) : roll;
  }

  /** Writes {@code {"error":{...}}}: an error for a client of the bare dialect. */
  public String bareError(ServerError error) {
    return frames.write(new ServerFrame.BareError(error));
  }

  /** Writes the body of an HTTP response with an error. */
  public String problem(HttpProblem problem) {
    return frames.text(problem.members());
  }

  /** Writes {@code resumed}. */
  public String resumed(@Nullable JsonValue id, UUID session, ServerFrame.SeriesState series) {
    return frames.write(new ServerFrame.Resumed("resumed", id, session, series));
  }

  /** Writes {@code left}. */
  public String left(@Nullable JsonValue id) {
    return frames.write(new ServerFrame.Left("left", id));
  }

  /** Writes {@code revealed}. */
  public String revealed(@Nullable JsonValue id, long seq) {
    return frames.write(new ServerFrame.Revealed("revealed", id, seq));
  }

  /** Writes {@code acted}: what a GM has done to the table. */
  public String acted(ServerFrame.Acted acted) {
    return frames.write(acted);
  }

  /**
   * Writes {@code removed}, for a member whom a GM has removed.
   *
   * @param reason may be empty
   */
  public String removed(ServerFrame.@Nullable Person by, String reason, boolean ban) {
    return frames.write(
        new ServerFrame.Removed(
            "removed", by, reason.isEmpty() ? null : reason, ban ? Boolean.TRUE : null));
  }

  /** Writes {@code moderated}; see {@link ServerFrame.Moderated}. */
  public String moderated(
      @Nullable JsonValue id,
      String act,
      long seq,
      ServerFrame.@Nullable Keys keys,
      ServerFrame.@Nullable NewWebhook webhook) {
    return frames.write(new ServerFrame.Moderated("moderated", id, act, seq, keys, webhook));
  }

  /** Writes {@code presence}. */
  public String presence(List<ServerFrame.Person> members) {
    return frames.write(new ServerFrame.Presence("presence", members));
  }

  /**
   * Writes {@code rolled}: a roll at a table.
   *
   * @param roll the engine's result, JSON, which is sent unchanged; null if the receiver may not
   *     see it
   */
  public String rolled(ServerFrame.Rolled head, @Nullable String roll) {
    return frames.rolled(head, roll);
  }

  /**
   * Writes {@code joined}.
   *
   * @param history the table's rolls, each as {@link #rolled} wrote it
   */
  public String joined(ServerFrame.Joined head, List<String> history) {
    return frames.write(head, "history", "[" + String.join(",", history) + "]");
  }

  /**
   * Writes {@code history}.
   *
   * @param next the offset that older entries are below; 0 if the table keeps none
   * @param entries the entries that the client may see, each as {@link #rolled} wrote it
   */
  public String history(@Nullable JsonValue id, long next, List<String> entries) {
    Long before = next == 0 ? null : Long.valueOf(next);
    return frames.write(
        new ServerFrame.History("history", id, before),
        "entries",
        "[" + String.join(",", entries) + "]");
  }

  /** Writes {@code pong}. */
  public String pong(@Nullable JsonValue id) {
    return frames.write(new ServerFrame.Pong("pong", id));
  }

  /**
   * Writes what a table gets in place of a roll that ended in an error: the expression, a text and
   * the error. It begins with the error.
   */
  public String failedRoll(String expr, ServerError error) {
    SortedMap<String, Object> members = new TreeMap<>();
    members.put("error", error.members());
    String plain = PlainText.clean(expr);
    members.put("expr", plain);
    members.put("text", plain + ": " + error.message());
    return frames.text(members);
  }

  /** Reads the error of a {@link #failedRoll}; empty if the text is a roll. */
  public Optional<ServerError> failedRollError(String roll) {
    return object(roll)
        .map(members -> members.get("error"))
        .filter(JsonObject.class::isInstance)
        .flatMap(error -> EngineJsonReader.error(error.asJsonObject()));
  }

  /** Returns the text for people of a roll, in one line; empty if it has none. */
  public String rollText(String roll) {
    return rollMember(roll, "text");
  }

  /** Returns the expression of a roll in canonical form; empty if the engine did not send it. */
  public String rollExpression(String roll) {
    return rollMember(roll, "expr");
  }

  private String rollMember(String roll, String name) {
    return object(roll)
        .map(members -> members.get(name))
        .filter(JsonString.class::isInstance)
        .map(text -> PlainText.clean(((JsonString) text).getString()))
        .orElse("");
  }

  /** Reads an engine's error object; empty if the text is not one. */
  public Optional<ServerError> engineError(String json) {
    return object(json).flatMap(EngineJsonReader::error);
  }

  /** Reads an engine's description of itself. Missing or invalid members are ignored. */
  public EngineInfo engineInfo(String json) {
    return object(json).map(EngineJsonReader::info).orElse(EngineInfo.UNKNOWN);
  }

  /**
   * Returns the text without characters that mislead its readers ({@link dicegate.text.PlainText}),
   * as themselves or as escapes.
   */
  public String plain(String text) {
    return PlainJson.clean(text);
  }

  /**
   * Returns a roll object with the mark of dice that were entered by hand, {@code "by":"hand"}.
   *
   * @param roll an engine's result, JSON
   * @return empty if it is no object, or has a member of this name, so that no mark is certain
   */
  public Optional<String> markByHand(String roll) {
    return object(roll)
        .filter(members -> !members.containsKey(BY))
        .map(
            members -> {
              String rest = roll.substring(roll.indexOf('{') + 1);
              return "{\"by\":\"hand\"" + (members.isEmpty() ? "" : ",") + rest;
            });
  }

  /**
   * Tells whether the text of an engine is exactly one JSON value, and no roll that claims to be
   * entered by hand: the gateway alone knows that.
   */
  public boolean isEngineValue(String text) {
    return isValue(text) && !claimsByHand(text);
  }

  /* Only a text that may have the member is read again; names may be written with escapes. */
  private boolean claimsByHand(String text) {
    return (text.contains("\"by\"") || text.contains("\\u00"))
        && object(text)
            .map(members -> members.get(BY))
            .filter(by -> by instanceof JsonString mark && mark.getString().equals("hand"))
            .isPresent();
  }

  /** Tells whether the text is exactly one JSON value. */
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

  private <P> P body(String text, Function<String, P> invalid, Function<JsonObject, P> read) {
    Optional<JsonObject> body = object(text);
    if (body.isEmpty()) {
      return invalid.apply("The body is not a JSON object.");
    }
    try (JsonParser parser = jsonp.createParser(new StringReader(text))) {
      return RollParametersReader.repeatsMember(parser)
          ? invalid.apply("The body has two members of one name.")
          : read.apply(body.get());
    }
  }

  /* Read as a whole by JSON-P, not bound by JSON-B: to skip an unknown member, JSON-B calls Parsson's
  skipArray, which never returns if the text ends inside the array. The six bytes {"x":[ would occupy a
  server's thread for ever. */
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

  /* Parsson throws a JsonException at malformed text, but a plain RuntimeException at nesting that is
  too deep. */
  private static boolean unreadable(RuntimeException e) {
    LOG.log(Level.DEBUG, "unreadable json class={0}", e.getClass().getName());
    return false;
  }
}
