package dicegate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.conformance.ConformanceCheck;
import dicegate.dice.DieSource;
import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.SeededBody;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerFrame;
import dicegate.zmq.SocketContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares the places that must agree when an engine learns a {@link Verb}: its answers, its {@code
 * features}, the gateway's {@code hello}, the conformance suite, and the documents. The compiler
 * finds the rest, by switches over {@code Verb} without a default.
 */
final class EngineFeaturesTest {

  private static final RequestId ID = new RequestId(7);
  private static final List<String> NOT_ASKED_BY_NAME =
      List.of(feature(Verb.BARE), feature(Verb.BATCH), feature(Verb.SEEDED));
  private static final DieSource ONES = sides -> 1;

  private final EngineSettings settings =
      new EngineSettings("tcp://127.0.0.1:0", 1, Duration.ZERO, "1.2.3");
  private final Responder responder = new Responder(settings, ONES, new Metrics());

  @ParameterizedTest
  @EnumSource(Verb.class)
  void everyVerbIsAnsweredAndUnderItsNameAlone(Verb verb) {
    assertThat(reply(verb.name())).startsWith("DG1 7 ok ");
    assertThat(reply(verb.name().toLowerCase(Locale.ROOT))).isEqualTo("DG1 7 unsupported {}");
  }

  @Test
  void infoListsTheVerbsThatAreAnswered() {
    assertThat(infoFeatures()).isEqualTo(Verb.features()).doesNotHaveDuplicates();
    assertThat(infoFeatures())
        .allSatisfy(
            feature -> assertThat(reply(feature.toUpperCase(Locale.ROOT))).startsWith("DG1 7 ok "));
  }

  /* A bare client asks by its dialect, not by a message; batches and seeds are the gateway's own. */
  @Test
  void helloAnnouncesWhatAClientCanAskOfAnEngine() {
    String hello =
        new JsonCodec()
            .hello(
                new UUID(0, 1),
                "1.2.3",
                true,
                new ServerFrame.Limits(1, 1),
                new ServerFrame.SeriesState("0", 64, null, null));

    assertThat(strings(json(hello), "features"))
        .containsAll(infoFeatures().stream().filter(it -> !NOT_ASKED_BY_NAME.contains(it)).toList())
        .doesNotContain(feature(Verb.BATCH));
  }

  @Test
  void conformanceSuiteChecksEveryVerb() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (ExecutorService threads = Executors.newCachedThreadPool();
        Engine engine = new Engine(settings, new SocketContext("test"), new Metrics())) {
      engine.start(threads, threads);
      ConformanceCheck.run(List.of(engine.tcpEndpoint()), new PrintStream(printed, true, UTF_8));
    }

    List<String> lines = printed.toString(UTF_8).lines().toList();
    for (Verb verb : Verb.values()) {
      assertThat(lines).anyMatch(line -> line.startsWith("ok    " + verb + " "));
    }
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void documentsNameEveryVerb(Verb verb) throws IOException {
    JsonObject asyncApi = json(Files.readString(Path.of("webapp/docs/asyncapi-engine.json")));

    assertThat(Files.readString(Path.of("src/docs/engines.md"))).contains("`" + verb + "`");
    assertThat(asyncApi.toString()).contains("DG1 " + verb + " ");
  }

  private List<String> infoFeatures() {
    String reply = reply("INFO");
    return strings(json(reply.substring(reply.indexOf('{'))), "features");
  }

  private static String feature(Verb verb) {
    return verb.feature().orElseThrow();
  }

  private String reply(String verb) {
    String body =
        switch (verb.toUpperCase(Locale.ROOT)) {
          case "BY_HAND" -> "1,1 2d6";
          case "SEEDED" -> "0".repeat(SeededBody.SEED_CHARS) + " 2d6";
          default -> "2d6";
        };
    String request = "DG1 " + verb + " " + ID.text() + " 5000 " + body;
    return new String(responder.answer(EngineFrames.parse(request.getBytes(UTF_8))), UTF_8);
  }

  private static List<String> strings(JsonObject from, String member) {
    return from.getJsonArray(member).getValuesAs(JsonString::getString);
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
