package dicegate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dicegate.telemetry.Metrics;
import dicegate.verify.RollProof;
import dicegate.verify.RollSeries;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.SeededBody;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * An honest log of table "owl", as Ana's page exports it: she joins behind entry 2, rolls, sees the
 * rolls of Ben and of Gus, and rolls by herself. It is always the same.
 */
final class ExportedLog {

  static final List<String> EXPRESSIONS =
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

  final Responder responder =
      new Responder(
          new EngineSettings("tcp://127.0.0.1:0", 1, Duration.ZERO, "1.2.3"),
          sides -> {
            throw new AssertionError("a seeded roll has no random dice");
          },
          new Metrics());

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_130);

  final RollSeries ana = series("W\u00fcrfel 1");
  final RollSeries anaAlone = series("Ana alone");
  final RollSeries ben = series("Ben 1");
  final RollSeries ben2 = series("Ben 2");
  final RollSeries benAlone = series("Ben alone");
  final RollSeries gus = series("");
  final RollSeries gusAlone = series("Gus alone");

  private final JsonArrayBuilder entries = Json.createArrayBuilder();

  /** Makes a series that the log does not have yet. */
  RollSeries series(String seed) {
    RollSeries series = RollSeries.of(random);
    series.begin(seed);
    return series;
  }

  /** Returns the log. */
  JsonObject json() {
    add(rolled(1, "ben", ben, 4, "1d20+5"));
    add(rolled(2, "ben", ben, 5, "1d8"));
    for (int i = 0; i < EXPRESSIONS.size(); i++) {
      add(rolled(3 + i, "ana", ana, i, EXPRESSIONS.get(i)));
    }
    add(rolled(13, "ana", ana, 10, "1/(1d1-1)"));
    add(stub(14, "ana", "blind", ana, 12));
    add(with(rolled(15, "ana", ana, 13, "2d8"), List.of(11), List.of(12)));
    add(revealing(rolled(16, "ana", ana, 12, "1d20"), 14));
    add(
        entry(17, "ben")
            .add("roll", read("{\"expr\":\"2d6\",\"total\":8,\"dice\":[],\"by\":\"hand\"}")));
    add(
        entry(18, "ben")
            .add("roll", read("{\"expr\":\"1d6\",\"total\":4,\"dice\":[]}"))
            .add("verifiable", false)
            .add("engine", "py-1"));
    add(with(rolled(19, "gus", gus, 3, "2d6"), List.of(0, 1), List.of(2)));
    add(
        Json.createObjectBuilder(rolled(20, "gus", gusAlone, 5, "1d100"))
            .add("to", Json.createArrayBuilder().add("ana")));
    add(entry(21, "ben").add("to", "whisper").add("hidden", true));
    add(with(rolled(23, "ben", ben, 8, "1d20"), List.of(7), List.of(6)));
    add(revealing(rolled(24, "ben", ben, 6, "1d20"), 22));
    add(tooLarge(rolled(25, "ben", ben, 9, "1000d6")));
    add(rolled(26, "ben", ben2, 0, "3d6"));
    add(Json.createObjectBuilder().add("type", "acted").add("seq", 27).add("act", "lock"));
    add(own(anaAlone, 0, "1d6", List.of()));
    add(own(anaAlone, 2, "2d6", List.of(1)));
    return Json.createObjectBuilder()
        .add("dicegate", "log")
        .add("version", 1)
        .add("table", "owl")
        .add("entries", entries)
        .add(
            "commitments",
            Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("root", anaAlone.root()).add("seq", 0))
                .add(commitment("ana", ana, 2))
                .add(commitment("ben", ben, 2).add("begun", true))
                .add(commitment("gus", gus, 2).add("begun", true))
                .add(commitment("ben", ben2, 25)))
        .add("present", read("[[3,27]]"))
        .build();
  }

  private void add(JsonObjectBuilder entry) {
    entries.add(entry);
  }

  private void add(JsonObject entry) {
    entries.add(entry);
  }

  /** Returns the commitment of a member to a series. */
  static JsonObjectBuilder commitment(String by, RollSeries series, int seq) {
    return Json.createObjectBuilder().add("by", by).add("root", series.root()).add("seq", seq);
  }

  /** Returns a roll for all, or the error that it ends with. */
  JsonObject rolled(int seq, String by, RollSeries of, int index, String expression) {
    return rolled(seq, by, of.proof(index, expression));
  }

  /** Returns a roll for all with its whole proof. */
  JsonObject rolled(int seq, String by, RollProof proof) {
    return entry(seq, by).add("roll", roll(proof)).add("proof", told(proof)).build();
  }

  /** Returns an own roll. */
  private JsonObject own(RollSeries of, int index, String expression, List<Integer> unused) {
    RollProof proof = of.proof(index, expression);
    return with(
        Json.createObjectBuilder()
            .add("type", "result")
            .add("roll", roll(proof))
            .add("proof", told(proof))
            .build(),
        unused,
        List.of());
  }

  private static JsonObjectBuilder entry(int seq, String by) {
    return Json.createObjectBuilder()
        .add("type", "rolled")
        .add("seq", seq)
        .add("by", Json.createObjectBuilder().add("id", by).add("name", by))
        .add("to", "all");
  }

  /** Returns a hidden roll, as those see it who may not see its dice. */
  static JsonObjectBuilder stub(int seq, String by, String to, RollSeries of, int index) {
    return entry(seq, by)
        .add("to", to)
        .add("hidden", true)
        .add("proof", Json.createObjectBuilder().add("root", of.root()).add("index", index));
  }

  /** Returns a roll whose proof accounts for numbers before it. */
  static JsonObject with(JsonObject entry, List<Integer> unused, List<Integer> hidden) {
    JsonObjectBuilder proof = Json.createObjectBuilder(entry.getJsonObject("proof"));
    if (!unused.isEmpty()) {
      proof.add("unused", Json.createArrayBuilder(unused));
    }
    if (!hidden.isEmpty()) {
      proof.add("hidden", Json.createArrayBuilder(hidden));
    }
    return Json.createObjectBuilder(entry).add("proof", proof).build();
  }

  /** Returns a roll as the reveal of a hidden one. */
  static JsonObject revealing(JsonObject entry, int seq) {
    return Json.createObjectBuilder(entry).add("reveals", seq).build();
  }

  private static JsonObject tooLarge(JsonObject entry) {
    JsonObject roll =
        Json.createObjectBuilder()
            .add("expr", entry.getJsonObject("proof").getString("expr"))
            .add("error", Json.createObjectBuilder().add("code", "too_large"))
            .build();
    return Json.createObjectBuilder(entry).add("roll", roll).build();
  }

  private static JsonObjectBuilder told(RollProof proof) {
    return Json.createObjectBuilder()
        .add("root", proof.root())
        .add("index", proof.index())
        .add("key", proof.key())
        .add("path", Json.createArrayBuilder(proof.path()))
        .add("seed", proof.seed())
        .add("expr", proof.expression());
  }

  /** Returns the roll that follows from a proof. */
  JsonObject roll(RollProof proof) {
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

  /** Returns a whole proof of a single roll, with the roll, as HTTP answers it. */
  JsonObject overHttp(RollProof proof) {
    return Json.createObjectBuilder(roll(proof)).add("proof", told(proof)).build();
  }

  static JsonStructure read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.read();
    }
  }

  static JsonValue value(String text) {
    return read("[" + text + "]").asJsonArray().get(0);
  }
}
