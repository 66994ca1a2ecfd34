package dicegate.engine;

import dicegate.verify.RollProof;
import dicegate.verify.RollSeries;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An honest log changed in many ways: by somebody who cheats, which each checker must find, and as
 * honest logs differ, which none may call wrong.
 */
final class ForgedLogs {

  private static final HexFormat HEX = HexFormat.of();
  private static final String OTHER = "ab".repeat(32);

  private final ExportedLog source = new ExportedLog();
  private final JsonObject honest = source.json();
  private final List<Case> cases = new ArrayList<>();

  /** Makes another value of one; null removes it. */
  private interface Change {
    @Nullable JsonValue of(JsonValue value);
  }

  /**
   * A changed log.
   *
   * @param at where it is wrong; empty if it is not wrong
   * @param needsEngine whether only a checker that evaluates expressions can find it
   */
  record Case(String name, String at, boolean needsEngine, JsonObject log) {

    /** Returns the case as a row of the file, with its changes as a JSON Patch (RFC 6902). */
    JsonObject row(JsonObject honest) {
      return Json.createObjectBuilder()
          .add("name", name)
          .add("at", at)
          .add("needsEngine", needsEngine)
          .add("patch", Json.createDiff(honest, log).toJsonArray())
          .build();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns all of them. */
  static List<Case> all() {
    ForgedLogs logs = new ForgedLogs();
    logs.rolls();
    logs.proofs();
    logs.series();
    logs.numbers();
    logs.hiddenRolls();
    logs.roots();
    logs.honestLogs();
    return List.copyOf(logs.cases);
  }

  private void rolls() {
    wrong("another face, its total and text with it", 3, "/roll", this::sixes);
    wrong("another total", 3, "/roll/total", any -> ExportedLog.value("99"));
    wrong("another face among those drawn", 3, "/roll/drawn/0/1", any -> ExportedLog.value("9"));
    wrong("a die left out", 3, "/roll/dice/2", any -> null);
    wrong("a check that the expression has not", 3, "/roll/check", any -> success());
    wrong("a result and an error", 13, "/roll/total", any -> ExportedLog.value("20"));
    wrong("no roll", 3, "/roll", any -> null);
    String text = "\"3d6[6, 6, 6] = 18\"";
    onlyByEngine("another text", 3, "/roll/text", any -> ExportedLog.value(text));
    onlyByEngine("another total of a check", 8, "/roll/total", any -> ExportedLog.value("99"));
    onlyByEngine("another outcome of a check", 8, "/roll/check/success", ForgedLogs::negated);
    onlyByEngine(
        "another total of a repeat", 6, "/roll/rolls/2/total", any -> ExportedLog.value("99"));
    onlyByEngine("another error", 13, "/roll/error/code", any -> ExportedLog.value("\"limit\""));
    onlyByEngine("an error in place of a roll", 5, "/roll", any -> source.roll(error()));
  }

  private void proofs() {
    wrong("another seed", 3, "/proof/seed", any -> ExportedLog.value("\"another\""));
    wrong("no seed", 3, "/proof/seed", any -> ExportedLog.value("\"\""));
    wrong("no member seed", 3, "/proof/seed", any -> null);
    wrong("a seed with a control character", 3, "/proof/seed", any -> ExportedLog.value("\"\\n\""));
    wrong("another expression", 3, "/proof/expr", any -> ExportedLog.value("\"3d6 \""));
    wrong("a swapped key", 3, "/proof/key", any -> keyOf(source.ana, 1));
    wrong("a key of another series", 3, "/proof/key", any -> keyOf(source.ben, 0));
    wrong("a key that is none", 3, "/proof/key", any -> ExportedLog.value("\"short\""));
    wrong("another root", 3, "/proof/root", any -> hex(OTHER));
    wrong("another sibling", 3, "/proof/path/0", any -> hex(OTHER));
    wrong("no path", 3, "/proof/path", any -> JsonValue.EMPTY_JSON_ARRAY);
    wrong("another index", 12, "/proof/index", any -> ExportedLog.value("63"));
    wrong("an index that is none", 3, "/proof/index", any -> ExportedLog.value("-1"));
    wrong("an index beyond the series", 3, "/proof/index", any -> ExportedLog.value("64"));
    wrong("a proof of a roll that cannot be verified", 3, "/verifiable", any -> JsonValue.FALSE);
    shorterPath();
  }

  /** A tree of unequal depths: number 1 has one key with one sibling, and another with seven. */
  private void shorterPath() {
    RollProof chosen = source.series("Ben 3").proof(0, "1d20");
    byte[] left = HEX.parseHex(source.series("Ben 3").root());
    byte[] leaf = hash(new byte[] {0}, HEX.parseHex(chosen.key()));
    String root = HEX.formatHex(hash(new byte[] {1}, left, leaf));
    RollProof proof =
        new RollProof(root, 1, chosen.key(), List.of(HEX.formatHex(left)), "Ben 3", "1d20");
    JsonObject told =
        Json.createObjectBuilder().add("by", "ben").add("root", root).add("seq", 25).build();
    add(
        "a path of another length",
        "seq 26",
        false,
        withCommitments(replaced(26, source.rolled(26, "ben", proof)), List.of(told), 4));
  }

  private void series() {
    RollSeries remade = source.series("W\u00fcrfel 1");
    JsonObject log = honest;
    for (int i = 0; i < ExportedLog.EXPRESSIONS.size(); i++) {
      String expression = ExportedLog.EXPRESSIONS.get(i);
      log = replaced(log, 3 + i, source.rolled(3 + i, "ana", remade, i, expression));
    }
    add("a series made again after the fact, whose root was not published", "seq 3", false, log);
    add(
        "one roll under another seed",
        "seq 6",
        false,
        replaced(6, source.rolled(6, "ana", seeded("another").proof(3, "6#4d6kh3"))));
    add(
        "a roll of another member's series",
        "seq 23",
        false,
        replaced(23, source.rolled(23, "ben", source.gus, 8, "1d20")));
    wrong("another member's roll", 15, "/by/id", any -> ExportedLog.value("\"gus\""));
  }

  /** Ana's series with another seed of hers: the same keys. */
  private RollSeries seeded(String seed) {
    RollSeries same = new ExportedLog().ana;
    same.begin(seed);
    return same;
  }

  private void numbers() {
    add("a number left out", "series " + source.ana.root(), false, removed(7));
    add("an own number left out", "series " + source.anaAlone.root(), false, ownWithoutUnused());
    add(
        "a number used twice",
        "seq 4",
        false,
        replaced(4, source.rolled(4, "ana", source.ana, 0, "2d20kh1+5")));
    add(
        "a number used twice by the same roll",
        "seq 4",
        false,
        replaced(4, source.rolled(4, "ana", source.ana, 0, "3d6")));
    add(
        "numbers out of order",
        "seq 4",
        false,
        replaced(
            replaced(3, source.rolled(3, "ana", source.ana, 1, "3d6")),
            4,
            source.rolled(4, "ana", source.ana, 0, "2d20kh1+5")));
    wrong("a roll that is said to be unused", 3, "/proof/unused", any -> numbers("[0]"));
    add(
        "a roll after its number was unused",
        "seq 7",
        false,
        replaced(6, ExportedLog.with(entry(6), List.of(2, 4), List.of())));
    add(
        "an unused number that is not before the roll",
        "seq 15",
        false,
        replaced(15, ExportedLog.with(entry(15), List.of(11, 14), List.of(12))));
    add(
        "a series that begins at a number of the server's choice",
        "series " + source.ben2.root(),
        false,
        replaced(26, source.rolled(26, "ben", source.ben2, 7, "3d6")));
  }

  private void hiddenRolls() {
    JsonObject whole = entry(16).getJsonObject("proof");
    wrong("the key of a hidden roll", 14, "/proof", any -> whole);
    wrong("a key in a stub", 14, "/proof/key", any -> hex(OTHER));
    wrong("a proof in the stub of a whisper", 21, "/proof", any -> whole);
    wrong("the expression of a hidden roll", 14, "/proof/expr", any -> whole.get("expr"));
    add(
        "a reveal with another number",
        "seq 16",
        false,
        replaced(16, ExportedLog.revealing(source.rolled(16, "ana", source.ana, 14, "1d20"), 14)));
    add(
        "a second reveal with another expression",
        "seq 28",
        false,
        added(
            16,
            ExportedLog.revealing(source.rolled(28, "ana", source.ana, 12, "1d20 # luck"), 14)));
    add(
        "a reveal of a roll for all",
        "seq 28",
        false,
        added(16, ExportedLog.revealing(source.rolled(28, "ana", source.ana, 0, "3d6"), 3)));
  }

  private void roots() {
    add("a root that was never published", "seq 26", false, withCommitments(honest, List.of(), 4));
    add(
        "an own root that was never published",
        "entry 27",
        false,
        patched(honest, "/commitments/0/root", any -> hex(source.gusAlone.root())));
  }

  private void honestLogs() {
    right(
        "another engine's members are missing",
        patched(honest, path(3) + "/roll/tree", any -> null));
    right(
        "a root that came right behind its first roll",
        withCommitments(
            honest, List.of(ExportedLog.commitment("ben", source.ben2, 26).build()), 4));
    right("no commitments", patched(honest, "/commitments", any -> null));
    right("no presence", patched(honest, "/present", any -> null));
    right("older entries are not in the log", removed(removed(removed(3), 2), 1));
    right("numbers of hidden rolls whose reveal alone is in the log", removed(14));
    right(
        "the rolls of the page's absence",
        patched(
            withCommitments(
                honest,
                List.of(ExportedLog.commitment("ben", source.ben2, 27).add("begun", true).build()),
                4),
            "/present",
            any -> ExportedLog.value("[[3,20],[28,40]]")));
    right(
        "a hidden roll behind a number that nobody has accounted for yet",
        added(
            26,
            Json.createObjectBuilder(source.rolled(29, "ben", source.ben2, 2, "1d4"))
                .add("to", "gm")
                .build()));
    right(
        "a whisper of the own series",
        added(
            26,
            Json.createObjectBuilder(source.rolled(29, "ana", source.anaAlone, 3, "1d4"))
                .add("to", Json.createArrayBuilder().add("ben"))
                .build()));
    right(
        "the stub of a whisper with a number",
        replaced(21, ExportedLog.stub(21, "ben", "whisper", source.benAlone, 2).build()));
    right("a second reveal", added(16, patched(entry(16), "/seq", any -> numbers("28"))));
    right("a member of whom no root was published", withCommitments(honest, List.of(), 3, 1));
  }

  private JsonObject sixes(JsonValue roll) {
    JsonArrayBuilder dice = Json.createArrayBuilder();
    JsonArrayBuilder drawn = Json.createArrayBuilder();
    for (int i = 0; i < 3; i++) {
      dice.add(ExportedLog.value("{\"sides\":6,\"value\":6,\"kept\":true}"));
      drawn.add(numbers("[6,6]"));
    }
    return Json.createObjectBuilder(roll.asJsonObject())
        .add("dice", dice)
        .add("drawn", drawn)
        .add("total", 18)
        .add("text", "3d6[6, 6, 6] = 18")
        .build();
  }

  private RollProof error() {
    return source.ana.proof(10, "1/(1d1-1)");
  }

  private static JsonValue success() {
    return ExportedLog.value("{\"op\":\">=\",\"target\":1,\"success\":true,\"margin\":9}");
  }

  private static JsonValue negated(JsonValue value) {
    return value == JsonValue.TRUE ? JsonValue.FALSE : JsonValue.TRUE;
  }

  private static JsonValue keyOf(RollSeries series, int index) {
    return hex(series.proof(index, "3d6").key());
  }

  private static JsonValue hex(String digits) {
    return Json.createValue(digits);
  }

  private static JsonValue numbers(String json) {
    return ExportedLog.value(json);
  }

  private void wrong(String name, int seq, String place, Change change) {
    add(name, "seq " + seq, false, patched(honest, path(seq) + place, change));
  }

  private void onlyByEngine(String name, int seq, String place, Change change) {
    add(name, "seq " + seq, true, patched(honest, path(seq) + place, change));
  }

  private void right(String name, JsonObject log) {
    add(name, "", false, log);
  }

  private void add(String name, String at, boolean needsEngine, JsonObject log) {
    if (log.equals(honest)) {
      throw new AssertionError("nothing is changed: " + name);
    }
    cases.add(new Case(name, at, needsEngine, log));
  }

  private int placeOf(JsonObject log, int seq) {
    JsonArray entries = log.getJsonArray("entries");
    return IntStream.range(0, entries.size())
        .filter(i -> entries.getJsonObject(i).getInt("seq", 0) == seq)
        .findFirst()
        .orElseThrow();
  }

  private String path(int seq) {
    return "/entries/" + placeOf(honest, seq);
  }

  private JsonObject entry(int seq) {
    return honest.getJsonArray("entries").getJsonObject(placeOf(honest, seq));
  }

  /** Replaces a value, adds it, or removes it if the change returns null. */
  private static JsonObject patched(JsonObject of, String place, Change change) {
    JsonPointer pointer = Json.createPointer(place);
    boolean known = pointer.containsValue(of);
    JsonValue value = change.of(known ? pointer.getValue(of) : JsonValue.NULL);
    if (value == null) {
      return pointer.remove(of);
    }
    return known ? pointer.replace(of, value) : pointer.add(of, value);
  }

  private JsonObject replaced(int seq, JsonObject entry) {
    return replaced(honest, seq, entry);
  }

  private JsonObject replaced(JsonObject log, int seq, JsonObject entry) {
    return patched(log, "/entries/" + placeOf(log, seq), any -> entry);
  }

  private JsonObject removed(int seq) {
    return removed(honest, seq);
  }

  private JsonObject removed(JsonObject log, int seq) {
    return patched(log, "/entries/" + placeOf(log, seq), any -> null);
  }

  /** Adds an entry behind another one. */
  private JsonObject added(int behind, JsonObject entry) {
    return Json.createPointer("/entries/" + (placeOf(honest, behind) + 1)).add(honest, entry);
  }

  private JsonObject ownWithoutUnused() {
    int last = honest.getJsonArray("entries").size() - 1;
    return patched(honest, "/entries/" + last + "/proof/unused", any -> null);
  }

  /** Replaces commitments from some place on. */
  private static JsonObject withCommitments(JsonObject log, List<JsonObject> with, int from) {
    return withCommitments(log, with, from, Integer.MAX_VALUE);
  }

  /** Replaces some commitments from a place on. */
  private static JsonObject withCommitments(
      JsonObject log, List<JsonObject> with, int from, int count) {
    JsonArray before = log.getJsonArray("commitments");
    JsonArrayBuilder after = Json.createArrayBuilder(before.subList(0, from));
    with.forEach(after::add);
    before.stream().skip((long) from + count).forEach(after::add);
    return Json.createObjectBuilder(log).add("commitments", after).build();
  }

  private static byte[] hash(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
