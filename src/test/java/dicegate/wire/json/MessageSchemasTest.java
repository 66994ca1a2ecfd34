package dicegate.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.EngineCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the messages with the published schemas, both ways: what a client may send with {@link
 * ClientMessage}, {@link ClientMessageType} and the reader, what the server sends with {@link
 * ServerFrame} and the writer.
 */
final class MessageSchemasTest {

  private static final JsonCodec CODEC = new JsonCodec();
  private static final JsonValue ID = Json.createValue(1);
  private static final UUID SESSION = new UUID(0, 1);
  private static final ServerFrame.Person ANA =
      new ServerFrame.Person("p1", "Ana", "", "brass", "gm", List.of("0a"));
  private static final ServerFrame.SeriesState SERIES =
      new ServerFrame.SeriesState("0a", 64, "seed", "0b");
  private static final ServerFrame.DiceProof PROOF =
      new ServerFrame.DiceProof(
          "0a", 5, List.of(3), List.of(4), "0c", List.of("0d"), "seed", "3d6");
  private static final ServerFrame.RollOrigin PROVEN = ServerFrame.RollOrigin.of(PROOF);
  private static final ServerFrame.RollOrigin UNSEEDED = ServerFrame.RollOrigin.unseeded("py-1");
  private static final ServerFrame.Keys KEYS = new ServerFrame.Keys("g", "p", "w");

  /** Definitions of server.json without a type: those of the bare dialect that an engine writes. */
  private static final Set<String> OF_ENGINES = Set.of("BareDice", "BareRoll", "NotARoll");

  /** Texts with every member that a frame may have; more than one if some exclude others. */
  private static final Map<Class<? extends ServerFrame>, List<String>> WRITTEN =
      Map.ofEntries(
          Map.entry(
              ServerFrame.Hello.class,
              List.of(
                  CODEC.hello(SESSION, "1.2.3", true, new ServerFrame.Limits(4_096, 256), SERIES))),
          Map.entry(
              ServerFrame.Result.class,
              List.of(
                  CODEC.result(ID, "{}", PROVEN),
                  CODEC.tableResult(ID, 1, "{}", PROVEN),
                  CODEC.tableResult(ID, 1, "{}", UNSEEDED),
                  CODEC.tableResult(ID, 1, null, PROVEN))),
          Map.entry(ServerFrame.Odds.class, List.of(CODEC.odds(ID, "{}"))),
          Map.entry(ServerFrame.Failure.class, List.of(CODEC.error(ID, fullError(), PROOF))),
          Map.entry(ServerFrame.BareError.class, List.of(CODEC.bareError(fullError()))),
          Map.entry(ServerFrame.Resumed.class, List.of(CODEC.resumed(ID, SESSION, SERIES))),
          Map.entry(ServerFrame.Pong.class, List.of(CODEC.pong(ID))),
          Map.entry(ServerFrame.Joined.class, List.of(joined())),
          Map.entry(ServerFrame.Rolled.class, List.of(rolled(), rolled(UNSEEDED))),
          Map.entry(ServerFrame.Series.class, List.of(CODEC.series(ID, SERIES, "owl"))),
          Map.entry(ServerFrame.Proof.class, List.of(CODEC.proof(ID, 1L, PROOF))),
          Map.entry(
              ServerFrame.History.class,
              List.of(CODEC.history(ID, 1, List.of(rolled())), CODEC.history(ID, 0, List.of()))),
          Map.entry(ServerFrame.Presence.class, List.of(CODEC.presence(List.of(ANA)))),
          Map.entry(ServerFrame.Left.class, List.of(CODEC.left(ID))),
          Map.entry(ServerFrame.Revealed.class, List.of(CODEC.revealed(ID, 1))),
          Map.entry(ServerFrame.Acted.class, List.of(acted())),
          Map.entry(ServerFrame.Removed.class, List.of(CODEC.removed(ANA, "Spam.", true))),
          Map.entry(
              ServerFrame.Moderated.class,
              List.of(
                  CODEC.moderated(
                      ID, "renew_keys", 2, KEYS, new ServerFrame.NewWebhook("id", "secret")))));

  @Test
  void clientMessagesAreThoseOfTheSchemaAndOfTheTypes() throws IOException {
    Set<String> records = names(clientMessages());

    assertThat(typed(schema("client.json"))).containsExactlyInAnyOrderElementsOf(records);
    assertThat(Arrays.stream(ClientMessageType.values()).map(MessageSchemasTest::recordName))
        .containsExactlyInAnyOrderElementsOf(records);
  }

  @ParameterizedTest
  @EnumSource(ClientMessageType.class)
  void readerReadsTheMessageThatTheSchemaDefines(ClientMessageType type) throws IOException {
    JsonObject definition = schema("client.json").getJsonObject(recordName(type));

    assertThat(constType(definition)).isEqualTo(type.text());
    assertThat(CODEC.read(required(definition).toString()).getClass().getSimpleName())
        .isEqualTo(recordName(type));
  }

  @ParameterizedTest
  @MethodSource("clientMessages")
  void clientMessageHasTheMembersThatTheSchemaDefines(Class<?> message) throws IOException {
    Set<String> members =
        Arrays.stream(message.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    members.add("type");

    assertThat(properties(schema("client.json").getJsonObject(message.getSimpleName())))
        .containsExactlyInAnyOrderElementsOf(members);
  }

  @Test
  void serverFramesAreThoseOfTheSchema() throws IOException {
    Set<String> frames =
        Arrays.stream(ServerFrame.class.getPermittedSubclasses())
            .map(MessageSchemasTest::definitionName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> referenced = referenced("server.json");
    referenced.removeAll(OF_ENGINES);

    assertThat(referenced).containsExactlyInAnyOrderElementsOf(frames);
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void serverFrameIsWrittenWithTheTypeAndMembersThatTheSchemaDefines(Class<?> frame)
      throws IOException {
    JsonObject definition = schema("server.json").getJsonObject(definitionName(frame));
    assertThat(WRITTEN)
        .as("an example of each frame")
        .containsKey(frame.asSubclass(ServerFrame.class));

    Set<String> members = new TreeSet<>();
    for (String text : WRITTEN.getOrDefault(frame, List.of())) {
      JsonObject written = object(text);
      if (definition.getJsonObject("properties").containsKey("type")) {
        assertThat(written.getString("type")).isEqualTo(constType(definition));
      }
      assertThat(written.keySet()).containsAll(strings(definition, "required"));
      members.addAll(written.keySet());
    }

    assertThat(members).containsExactlyInAnyOrderElementsOf(properties(definition));
  }

  @Test
  void personIsWrittenWithTheMembersThatTheSchemaDefines() throws IOException {
    JsonObject definition = schema("server.json").getJsonObject("Person");
    JsonObject present =
        object(CODEC.presence(List.of(ANA))).getJsonArray("members").getJsonObject(0);
    JsonObject roller = object(rolled()).getJsonObject("by");
    JsonObject plain =
        object(CODEC.presence(List.of(new ServerFrame.Person("p1", "Ana", "", null, "gm", null))))
            .getJsonArray("members")
            .getJsonObject(0);

    assertThat(present.keySet()).containsExactlyInAnyOrderElementsOf(properties(definition));
    assertThat(roller.getString("theme")).isEqualTo("brass");
    assertThat(plain.keySet()).containsExactlyInAnyOrderElementsOf(strings(definition, "required"));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyMessageOfASchemaIsAMessageOfTheDocument(String name) throws IOException {
    Set<String> documented =
        document("asyncapi-websocket.json")
            .getJsonObject("components")
            .getJsonObject("messages")
            .values()
            .stream()
            .map(message -> message.asJsonObject().getJsonObject("payload").getString("$ref"))
            .filter(reference -> reference.contains(name))
            .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(referenced(name)).isEqualTo(documented);
  }

  @Test
  void helloAnnouncesTheFeaturesOfMessagesAndMembers() {
    assertThat(ClientMessageType.features(false))
        .containsExactly(
            "roll",
            "odds",
            "resume",
            "tables",
            "history",
            "moderation",
            "verify",
            "whisper",
            "by_hand");
    assertThat(ClientMessageType.features(true)).contains("by_hand", "webhooks");
  }

  static Stream<Class<?>> clientMessages() {
    return Arrays.stream(ClientMessage.class.getPermittedSubclasses())
        .filter(message -> message != ClientMessage.InvalidMessage.class)
        .map(message -> message);
  }

  static Stream<Class<?>> serverFrames() {
    return Arrays.stream(ServerFrame.class.getPermittedSubclasses()).map(frame -> frame);
  }

  static Stream<String> schemas() {
    return Stream.of("client.json", "server.json");
  }

  private static ServerError fullError() {
    return new ServerError(
        new EngineCode("syntax", true),
        "No.",
        1,
        0,
        1,
        List.of("dice"),
        "3d6",
        "incident",
        JsonValue.EMPTY_JSON_OBJECT,
        true);
  }

  private static String joined() {
    return CODEC.joined(
        new ServerFrame.Joined(
            "joined",
            ID,
            "owl",
            ANA,
            "token",
            KEYS,
            List.of(ANA),
            new ServerFrame.Rules(
                "Owls",
                true,
                true,
                true,
                "gm",
                List.of(new ServerFrame.Webhook("id", "hooks.example.com", "json", ANA, 0))),
            "e:1:x",
            false,
            SERIES),
        List.of());
  }

  private static String acted() {
    return CODEC.acted(
        new ServerFrame.Acted(
            "acted",
            2,
            "e:2:x",
            ANA,
            0,
            "remove",
            ANA,
            true,
            "Spam.",
            true,
            "gm",
            "Owls",
            "gm",
            new ServerFrame.NamedWebhook("id", "hooks.example.com", "json"),
            true));
  }

  private static String rolled() {
    return rolled(PROVEN);
  }

  private static String rolled(ServerFrame.RollOrigin origin) {
    return CODEC.rolled(
        new ServerFrame.Rolled(
            "rolled", 2, "e:2:x", ANA, "all", null, "luck", "1d6", 0, 1L, true, true, origin),
        "{}");
  }

  private static Set<String> names(Stream<Class<?>> types) {
    return types.map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String recordName(ClientMessageType type) {
    return type.name().charAt(0) + type.text().substring(1);
  }

  private static String definitionName(Class<?> frame) {
    return frame == ServerFrame.Failure.class ? "Error" : frame.getSimpleName();
  }

  /** Returns the names of the definitions that have a type. */
  private static Set<String> typed(JsonObject definitions) {
    return definitions.entrySet().stream()
        .filter(entry -> properties(entry.getValue().asJsonObject()).contains("type"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> properties(JsonObject definition) {
    JsonObject properties = definition.getJsonObject("properties");
    return properties == null ? Set.of() : properties.keySet();
  }

  private static String constType(JsonObject definition) {
    return definition.getJsonObject("properties").getJsonObject("type").getString("const");
  }

  /** Returns the smallest message that fits a definition. */
  private static JsonObject required(JsonObject definition) {
    JsonObjectBuilder message = Json.createObjectBuilder();
    for (String member : strings(definition, "required")) {
      JsonObject property = definition.getJsonObject("properties").getJsonObject(member);
      if (property.containsKey("const")) {
        message.add(member, property.getString("const"));
      } else if (property.getString("type", "").equals("string")) {
        message.add(member, "x");
      } else if (property.containsKey("enum")) {
        message.add(member, property.getJsonArray("enum").getString(0));
      } else {
        message.add(member, 1);
      }
    }
    return message.build();
  }

  private static List<String> strings(JsonObject object, String member) {
    return object.getJsonArray(member).getValuesAs(JsonString::getString);
  }

  private static JsonObject schema(String name) throws IOException {
    return document("schemas/" + name).getJsonObject("$defs");
  }

  /** Returns the definitions that are messages, which a schema lists first. */
  private static Set<String> referenced(String name) throws IOException {
    return document("schemas/" + name).getJsonArray("anyOf").stream()
        .map(reference -> reference.asJsonObject().getString("$ref"))
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonObject document(String name) throws IOException {
    return object(Files.readString(Path.of("webapp", "docs").resolve(name)));
  }

  private static JsonObject object(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
