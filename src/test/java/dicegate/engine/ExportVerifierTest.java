package dicegate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.engine.ExportVerifier.Finding;
import dicegate.engine.ExportVerifier.Finding.Kind;
import dicegate.json.JsonReader;
import dicegate.verify.RollProof;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies an honest log, and the same log forged in every way that the specification names.
 *
 * <p>Both are also files in {@code src/test/resources/dicegate/verify}, for the tests of the
 * checkers in other languages: {@code export.json} is the honest log, and {@code forgeries.json}
 * the list of the others, each as a JSON Patch (RFC 6902; {@code add}, {@code replace} and {@code
 * remove} alone). {@code at} is the place that must be found wrong, empty if nothing is; with
 * {@code needsEngine} only a checker that evaluates expressions finds it. {@code
 * -Dgolden.update=true} writes them.
 */
final class ExportVerifierTest {

  private static final Path FILES = Path.of("src/test/resources/dicegate/verify");

  private final ExportedLog source = new ExportedLog();

  @TempDir private Path folder;

  @Test
  void honestLogIsVerified() throws IOException {
    JsonObject log = source.json();
    assertIsFile("export.json", log + "\n");

    assertThat(findings(log))
        .extracting(Finding::kind)
        .startsWith(repeated(13, Kind.VERIFIED))
        .endsWith(
            // A blind roll, the next one, its reveal, dice by hand, an engine without seeds.
            Kind.NOT_VERIFIABLE,
            Kind.VERIFIED,
            Kind.VERIFIED,
            Kind.NOT_VERIFIABLE,
            Kind.NOT_VERIFIABLE,
            // A roll without a seed, a whisper, the stub of one, a roll, its reveal.
            Kind.WITHOUT_PLAYER,
            Kind.VERIFIED,
            Kind.NOT_VERIFIABLE,
            Kind.VERIFIED,
            Kind.VERIFIED,
            // One that is too large to be shown, the next series, own rolls.
            Kind.NOT_VERIFIABLE,
            Kind.VERIFIED,
            Kind.VERIFIED,
            Kind.VERIFIED,
            // Unused numbers of four series, a series that was left, rolls before Ana came.
            Kind.NOTE,
            Kind.NOTE,
            Kind.NOTE,
            Kind.NOTE,
            Kind.NOTE,
            Kind.NOTE)
        .hasSize(33);
  }

  @Test
  void forgeriesAreAFileForOtherCheckers() throws IOException {
    JsonObject log = source.json();
    JsonArrayBuilder rows = Json.createArrayBuilder();
    ForgedLogs.all().forEach(each -> rows.add(each.row(log)));
    String lines = rows.build().toString().replace("},{\"name\"", "},\n{\"name\"");

    assertIsFile("forgeries.json", lines + "\n");
  }

  @ParameterizedTest
  @MethodSource("dicegate.engine.ForgedLogs#all")
  void forgeryIsFoundWhereItIsAndHonestLogsAreNotCalledWrong(ForgedLogs.Case forged) {
    List<String> wrong =
        findings(forged.log()).stream()
            .filter(finding -> finding.kind() == Kind.FAILED)
            .map(Finding::where)
            .toList();

    if (forged.at().isEmpty()) {
      assertThat(wrong).isEmpty();
    } else {
      assertThat(wrong).contains(forged.at());
    }
  }

  @Test
  void notesSayWhatAReaderShouldKnow() {
    assertThat(texts(source.json()))
        .contains(
            "shown as too large for the table; by its seed it is " + tooLarge(),
            "numbers of which no roll was made: 2",
            "series that ended before their last number, as when a connection breaks, at the "
                + "numbers 9",
            "rolls from before its owner came, or was away, of which it does not say when their "
                + "roots were published: 2");
    JsonObject log = Json.createObjectBuilder(source.json()).remove("commitments").build();
    assertThat(texts(log)).contains("it does not say when the roots of the series were published");
    JsonObject silent =
        Json.createObjectBuilder(log).add("commitments", Json.createArrayBuilder()).build();
    assertThat(texts(silent)).contains("no root was published before them as one of this member");
  }

  private String tooLarge() {
    JsonObject roll = source.roll(source.ben.proof(9, "1000d6"));
    return roll.getString("text").substring(0, 200) + "..., a total of " + roll.getInt("total");
  }

  @Test
  void rollOverHttpIsVerifiedButWasNotCommittedTo() {
    RollProof proof = single("");

    assertThat(findings(source.overHttp(proof)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.WITHOUT_COMMITMENT);
              assertThat(finding.text()).endsWith("nobody was committed to the key before");
            });
    JsonObject forged = Json.createObjectBuilder(source.overHttp(proof)).add("total", 99).build();
    assertThat(findings(forged)).extracting(Finding::kind).containsExactly(Kind.FAILED);
    RollProof moved = new RollProof(proof.root(), 1, proof.key(), List.of(), "", "3d6");
    assertThat(findings(source.overHttp(moved)))
        .extracting(Finding::kind)
        .containsExactly(Kind.FAILED);
  }

  /** The root of a series of one roll is the hash of its key behind a byte 0. */
  private static RollProof single(String seed) {
    return new RollProof(
        "7f9c9e31ac8256ca2f258583df262dbc7d6f68f2a03043d5c99a4ae5a7396ce9",
        0,
        "00".repeat(32),
        List.of(),
        seed,
        "3d6");
  }

  @Test
  void commandPrintsALineForEachRollAndTheSum() throws IOException {
    JsonObject log = source.json();
    assertThat(command(log.toString()))
        .startsWith("0 ")
        .contains("ok        seq 3: 3d6")
        .endsWith(
            "passed: 21 verified, 1 without a seed of the player, 0 without a commitment,"
                + " 5 not verifiable, 0 wrong\n");
    JsonPointer total = Json.createPointer("/entries/2/roll/total");
    assertThat(command(total.replace(log, ExportedLog.value("1")).toString()))
        .startsWith("1 ")
        .contains("WRONG     seq 3: its total is not what follows from the seed")
        .contains("failed: 20 verified");
  }

  @Test
  void commandRefusesWhatIsNoLog() {
    assertThatThrownBy(() -> command("{}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no exported log");
  }

  /** The file is from a stranger, and is printed on a terminal. */
  @Test
  void controlCharactersAreNotPrinted() throws IOException {
    JsonPointer engine = Json.createPointer("/entries/17/engine");
    JsonValue evil = ExportedLog.value("\"\\u001b[2Jpy\\u202e\"");

    assertThat(command(engine.replace(source.json(), evil).toString()))
        .contains("[2Jpy")
        .doesNotContain("\u001b", "\u202e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"entries\":1}",
        "{\"proof\":1}",
        "{\"entries\":[],\"entries\":[]}"
      })
  void fileThatIsNoLogIsRefused(String text) {
    assertThat(JsonReader.read(text).flatMap(new ExportVerifier(source.responder)::verify))
        .isEmpty();
  }

  @Test
  void entriesAndCommitmentsOfOtherShapesDoNoHarm() {
    String text =
        "{\"entries\":[1,null,[],{},{\"type\":1},{\"type\":\"rolled\"},{\"type\":\"acted\"},"
            + "{\"type\":\"rolled\",\"proof\":{}},{\"type\":\"rolled\",\"proof\":{\"root\":\"x\","
            + "\"index\":{}}},{\"type\":\"row\",\"proof\":{\"root\":\""
            + "ab".repeat(32)
            + "\",\"index\":0,\"key\":1}}],\"commitments\":[1,{},{\"seq\":{}}],"
            + "\"present\":[1,[],[1],[{},[]]]}";

    List<Finding> findings =
        JsonReader.read(text).flatMap(new ExportVerifier(source.responder)::verify).orElseThrow();

    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactly(Kind.NOT_VERIFIABLE, Kind.FAILED, Kind.FAILED, Kind.FAILED);
  }

  private String command(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("log.json"), text);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int code =
        VerifyCommand.run(List.of(file.toString()), "1.2.3", new PrintStream(printed, true, UTF_8));
    return code + " " + printed.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static void assertIsFile(String name, String text) throws IOException {
    Path file = FILES.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FILES);
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  private static Kind[] repeated(int count, Kind kind) {
    return Collections.nCopies(count, kind).toArray(Kind[]::new);
  }

  private List<String> texts(JsonObject log) {
    return findings(log).stream().map(Finding::text).toList();
  }

  private List<Finding> findings(JsonObject log) {
    return JsonReader.read(log.toString())
        .flatMap(new ExportVerifier(source.responder)::verify)
        .orElseThrow();
  }
}
