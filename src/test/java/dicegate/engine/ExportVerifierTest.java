package dicegate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.engine.ExportVerifier.Finding;
import dicegate.engine.ExportVerifier.Finding.Kind;
import dicegate.json.JsonReader;
import dicegate.telemetry.Metrics;
import dicegate.verify.RollProof;
import dicegate.verify.RollSeries;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.SeededBody;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonPatch;
import jakarta.json.JsonPointer;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies an honest log, and the same log forged in every way that the specification names. The
 * honest one is also a file, which the checker in Python is tested with; {@code
 * -Dgolden.update=true} writes it.
 */
final class ExportVerifierTest {

  private static final Path FILE = Path.of("src/test/resources/dicegate/verify/export.json");

  private static final List<String> EXPRESSIONS =
      List.of(
          "3d6",
          "2d20kh1+5",
          "4d6r1!min2",
          "6#4d6kh3",
          "[attack] 1d20+6; [damage] 2d8+5 # sword",
          "1d20+3 vs 1d20+5",
          "4dF",
          "d100bonus2",
          "3d[success,blank,2*success]",
          "1200d6");

  private final EngineSettings settings =
      new EngineSettings("tcp://127.0.0.1:0", 1, Duration.ZERO, "1.2.3");
  private final Responder responder =
      new Responder(
          settings,
          sides -> {
            throw new AssertionError("a seeded roll has no random dice");
          },
          new Metrics());

  /** Always the same, so that the file is. */
  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_130);

  private final RollSeries series = RollSeries.of(random);
  private final RollSeries other = RollSeries.of(random);

  @TempDir private Path folder;

  @Test
  void honestLogIsVerified() throws IOException {
    JsonObject log = honest();
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, log + "\n");
    }
    assertThat(Files.readString(FILE)).isEqualTo(log + "\n");

    assertThat(kinds(log))
        .containsExactly(
            Kind.VERIFIED,
            Kind.VERIFIED,
            Kind.VERIFIED,
            Kind.VERIFIED,
            Kind.VERIFIED,
            Kind.VERIFIED,
            Kind.VERIFIED,
            Kind.VERIFIED,
            Kind.VERIFIED,
            Kind.VERIFIED,
            // An error after dice, a hidden roll, its reveal, dice by hand, an engine without
            // seeds,
            // and a roll without a seed of the player.
            Kind.VERIFIED,
            Kind.NOT_VERIFIABLE,
            Kind.VERIFIED,
            Kind.NOT_VERIFIABLE,
            Kind.NOT_VERIFIABLE,
            Kind.WITHOUT_PLAYER);
  }

  /** Each row replaces the value at a place of the honest log. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/entries/0/roll/dice/0/value | 7",
        "/entries/0/roll/total | 99",
        "/entries/0/roll/text | '\"3d6[6, 6, 6] = 18\"'",
        "/entries/0/roll/expr | '\"3d6+1\"'",
        "/entries/0/roll/drawn/0/1 | 9",
        "/entries/3/roll/rolls/2/total | 99",
        "/entries/5/roll/check/success | null",
        "/entries/0/proof/seed | '\"another\"'",
        "/entries/0/proof/seed | '\"\"'",
        "/entries/0/proof/expr | '\"3d6 \"'",
        "/entries/0/proof/key | '\"%s\"'",
        "/entries/0/proof/path/0 | '\"%s\"'",
        "/entries/0/proof/root | '\"%s\"'",
        "/entries/0/proof/path | []",
        "/entries/0/proof/key | '\"short\"'",
        "/entries/0/proof/index | 1",
        "/entries/0/proof/index | -1",
        "/entries/0/proof/index | 1e9",
        "/entries/0/proof/unused | [0]",
        "/entries/10/roll/error/code | '\"limit\"'",
      })
  void forgedMemberIsFound(String place, String value) {
    String forged = value.formatted("ab".repeat(32));

    assertThat(kinds(replaced(place, forged))).contains(Kind.FAILED);
  }

  @Test
  void swappedKeysAndKeysOfAnotherSeriesAreFound() {
    JsonObject log = honest();
    JsonObject first = log.getJsonArray("entries").getJsonObject(0).getJsonObject("proof");
    JsonObject second = log.getJsonArray("entries").getJsonObject(1).getJsonObject("proof");

    assertThat(kinds(replaced("/entries/0/proof/key", "\"" + second.getString("key") + "\"")))
        .contains(Kind.FAILED);
    assertThat(kinds(replaced("/entries/1/proof", first.toString()))).contains(Kind.FAILED);
    assertThat(kinds(replaced("/entries/0/proof/key", '"' + other.proof(0, "3d6").key() + '"')))
        .contains(Kind.FAILED);
  }

  @Test
  void rollLeftOutIsFound() {
    JsonObject log = patched(Json.createPatchBuilder().remove("/entries/4").build());

    assertThat(findings(log))
        .filteredOn(finding -> finding.kind() == Kind.FAILED)
        .singleElement()
        .satisfies(finding -> assertThat(finding.text()).endsWith("of the series: [4]"));
  }

  @Test
  void rollsInAnotherOrderAndUsedTwiceAreFound() {
    JsonArray entries = honest().getJsonArray("entries");
    JsonObject swapped =
        patched(
            Json.createPatchBuilder()
                .replace("/entries/0", entries.get(1))
                .replace("/entries/1", entries.get(0))
                .build());
    JsonObject twice =
        patched(
            Json.createPatchBuilder()
                .add("/entries/1", entries.get(0))
                .replace("/entries/1/seq", Json.createValue(77))
                .build());

    assertThat(kinds(swapped)).contains(Kind.FAILED);
    assertThat(kinds(twice)).contains(Kind.FAILED);
  }

  @Test
  void keyOfAHiddenRollIsFound() {
    assertThat(
            kinds(
                patched(
                    Json.createPatchBuilder()
                        .add("/entries/11/proof/key", "ab".repeat(32))
                        .build())))
        .contains(Kind.FAILED);
  }

  @Test
  void commandPrintsALineForEachRollAndTheSum() throws IOException {
    assertThat(command(honest().toString()))
        .startsWith("0 ")
        .contains("ok        seq 1: 3d6")
        .endsWith(
            "passed: 12 verified, 1 without a seed of the player, 3 not verifiable, 0 wrong\n");
    assertThat(command(replaced("/entries/0/roll/total", "1").toString()))
        .startsWith("1 ")
        .contains("WRONG     seq 1: its total is not what follows from the seed")
        .contains("failed: 11 verified");
  }

  /** The file is from a stranger, and is printed on a terminal. */
  @Test
  void controlCharactersAreNotPrinted() throws IOException {
    String printed = command(replaced("/entries/14/engine", "\"\\u001b[2Jpy\\u202e\"").toString());

    assertThat(printed).contains("[2Jpy").doesNotContain("\u001b", "\u202e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"entries\":1}"})
  void fileThatIsNoLogIsRefused(String text) {
    assertThat(JsonReader.read(text).flatMap(new ExportVerifier(responder)::verify)).isEmpty();
  }

  @Test
  void entriesOfOtherShapesDoNoHarm() {
    String text =
        "{\"entries\":[1,null,[],{},{\"type\":1},{\"type\":\"rolled\"},{\"type\":\"acted\"},"
            + "{\"type\":\"rolled\",\"proof\":{}},{\"type\":\"rolled\",\"proof\":{\"root\":\"x\","
            + "\"index\":{}}}]}";

    List<Finding> findings =
        JsonReader.read(text).flatMap(new ExportVerifier(responder)::verify).orElseThrow();

    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactly(Kind.NOT_VERIFIABLE, Kind.FAILED, Kind.FAILED);
  }

  private String command(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("log.json"), text);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int code =
        VerifyCommand.run(List.of(file.toString()), "1.2.3", new PrintStream(printed, true, UTF_8));
    return code + " " + printed.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }

  private JsonObject replaced(String place, String value) {
    JsonValue parsed = read("[" + value + "]").asJsonArray().get(0);
    JsonPointer pointer = Json.createPointer(place.strip());
    JsonObject log = honest();
    return pointer.containsValue(log) ? pointer.replace(log, parsed) : pointer.add(log, parsed);
  }

  private JsonObject patched(JsonPatch patch) {
    return patch.apply(honest());
  }

  private List<Kind> kinds(JsonObject log) {
    return findings(log).stream().map(Finding::kind).toList();
  }

  private List<Finding> findings(JsonObject log) {
    return JsonReader.read(log.toString())
        .flatMap(new ExportVerifier(responder)::verify)
        .orElseThrow();
  }

  /** Returns a log as a table has it. */
  private JsonObject honest() {
    RollSeries own = series;
    own.begin("W\u00fcrfel 1");
    JsonArrayBuilder entries = Json.createArrayBuilder();
    int index = 0;
    int seq = 1;
    for (String expression : EXPRESSIONS) {
      entries.add(rolled(seq++, own, index++, expression, List.of()));
    }
    entries.add(rolled(seq++, own, index++, "1/(1d1-1)", List.of()));
    int hidden = index++;
    entries.add(
        Json.createObjectBuilder()
            .add("type", "rolled")
            .add("seq", seq)
            .add("hidden", true)
            .add("proof", place(own, hidden, List.of())));
    entries.add(
        Json.createObjectBuilder(rolled(seq + 1, own, hidden, "1d20", List.of()))
            .add("reveals", seq));
    entries.add(
        Json.createObjectBuilder()
            .add("type", "rolled")
            .add("seq", seq + 2)
            .add("roll", read("{\"expr\":\"2d6\",\"total\":8,\"dice\":[],\"by\":\"hand\"}")));
    entries.add(
        Json.createObjectBuilder()
            .add("type", "rolled")
            .add("seq", seq + 3)
            .add("engine", "py-1")
            .add("roll", read("{\"expr\":\"1d6\",\"total\":4,\"dice\":[]}")));
    entries.add(rolled(seq + 4, other, 2, "2d6", List.of(0, 1)));
    return Json.createObjectBuilder()
        .add("dicegate", "log")
        .add("version", 1)
        .add("table", "owl")
        .add("entries", entries)
        .build();
  }

  private JsonObject rolled(
      int seq, RollSeries of, int index, String expression, List<Integer> unused) {
    RollProof proof = of.proof(index, expression);
    JsonArrayBuilder path = Json.createArrayBuilder();
    proof.path().forEach(path::add);
    JsonObjectBuilder told =
        place(of, index, unused)
            .add("key", proof.key())
            .add("path", path)
            .add("seed", proof.seed())
            .add("expr", expression);
    return Json.createObjectBuilder()
        .add("type", "rolled")
        .add("seq", seq)
        .add("roll", roll(proof))
        .add("proof", told)
        .build();
  }

  private static JsonObjectBuilder place(RollSeries of, int index, List<Integer> unused) {
    JsonObjectBuilder place = Json.createObjectBuilder().add("root", of.root()).add("index", index);
    if (!unused.isEmpty()) {
      JsonArrayBuilder numbers = Json.createArrayBuilder();
      unused.forEach(numbers::add);
      place.add("unused", numbers);
    }
    return place;
  }

  private JsonObject roll(RollProof proof) {
    String body = SeededBody.of(proof.rollSeed(), proof.expression()).text();
    String reply =
        new String(
            responder.answer(EngineFrames.parse(("DG1 SEEDED 7 5000 " + body).getBytes(UTF_8))),
            UTF_8);
    JsonObject answer = read(reply.substring(reply.indexOf('{'))).asJsonObject();
    return reply.startsWith("DG1 7 ok ")
        ? answer
        : Json.createObjectBuilder().add("expr", proof.expression()).add("error", answer).build();
  }

  private static JsonStructure read(String text) {
    try (jakarta.json.JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.read();
    }
  }
}
