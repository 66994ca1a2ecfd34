package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.engine.CheckedLog;
import dicegate.table.valkey.RedisServer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds, series and proofs, from frame to frame, with the real engine and a real bus. */
abstract class VerifiableRollContract {

  static final String TABLE = "fair-fox-7";

  /** An expression that rolls, and then is wrong or not. */
  private static final String FAILS = "(0-1d6)^0.5";

  final GatewayHarness harness;
  private final @Nullable RedisServer server;

  VerifiableRollContract(@Nullable RedisServer server) {
    this.server = server;
    this.harness = server == null ? GatewayHarness.open() : GatewayHarness.open(server.address());
  }

  RedisServer server() {
    return Objects.requireNonNull(server);
  }

  @AfterEach
  void close() {
    harness.close();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void rollsOfSeveralSeriesAreVerifiedByTheirProofs() {
    TestPlayer ana = TestPlayer.on(harness);
    String root = ana.hello().getJsonObject("series").getString("root");
    JsonArrayBuilder entries = Json.createArrayBuilder();

    JsonObject series = seed(ana, root, "Würfel 1");
    assertThat(series.getString("root")).isEqualTo(root);
    assertThat(series.getInt("size")).isEqualTo(64);
    String next = series.getString("next");
    assertThat(seed(ana, next, "second").containsKey("next")).isFalse();
    for (int i = 0; i < 130; i++) {
      String expr = (i % 3 + 1) + "d20kh1+" + i;
      ana.send("{'type':'roll','id':%d,'expr':'%s'}".formatted(i, expr));
      JsonObject frame = ana.awaitAny("result", "series");
      if (frame.getString("type").equals("series")) {
        // Pushed when a series ends: its successor has the seed that was given, and another
        // follows.
        assertThat(frame.containsKey("id")).isFalse();
        assertThat(frame.getString("root")).isEqualTo(next);
        next = frame.getString("next");
        frame = ana.await("result");
        if (i < 100) {
          seed(ana, next, "third");
        }
      }
      assertThat(frame.getJsonObject("proof").getInt("index")).isEqualTo(i % 64);
      entries.add(proven(ana, frame, expr));
    }

    List<String> printed = CheckedLog.check(log(entries));
    assertThat(printed.getLast()).startsWith("passed: 130 verified, 0 without");
  }

  @Test
  void seedIsTakenUntilTheFirstRollAndOnlyForOnesOwnSeries() {
    TestPlayer ana = TestPlayer.on(harness);
    String root = ana.hello().getJsonObject("series").getString("root");
    String others = TestPlayer.on(harness).hello().getJsonObject("series").getString("root");

    assertThat(seed(ana, others, "x").getString("code")).isEqualTo("no_series");
    assertThat(seed(ana, root, "").getString("code")).isEqualTo("bad_seed");
    assertThat(seed(ana, root, "ü".repeat(33)).getString("code")).isEqualTo("bad_seed");
    assertThat(seed(ana, root, "a\\u0007").getString("code")).isEqualTo("bad_seed");
    assertThat(seed(ana, root, "\\ud800").getString("code")).isEqualTo("bad_seed");
    seed(ana, root, "first");
    assertThat(seed(ana, root, "ü".repeat(32)).getString("seed")).isEqualTo("ü".repeat(32));
    ana.send("{'type':'roll','id':1,'expr':'1d6'}").await("result");
    assertThat(seed(ana, root, "late").getString("code")).isEqualTo("no_series");
    assertThat(proof(ana, root, 0).getString("seed")).isEqualTo("ü".repeat(32));
  }

  @Test
  void expressionWithValuesIsToldAsTheEngineGotIt() {
    TestPlayer ana = TestPlayer.on(harness);
    ana.send("{'type':'roll','id':1,'expr':'1d20+@str','vars':{'str':4}}");

    JsonObject proof = ana.await("result").getJsonObject("proof");
    assertThat(proof.getString("expr")).isEqualTo("1d20+4");
    assertThat(proof(ana, proof.getString("root"), 0).containsKey("expr")).isFalse();
  }

  @Test
  void numberOfAnInvalidRollIsToldWithItsError() {
    TestPlayer ana = TestPlayer.on(harness);
    ana.send("{'type':'roll','id':1,'expr':'1d'}");

    JsonObject number = ana.await("error").getJsonObject("proof");
    assertThat(number.keySet()).containsExactlyInAnyOrder("root", "index");
    assertThat(proof(ana, number.getString("root"), 0).getString("key")).hasSize(64);
    assertNoProof(ana, number.getString("root"), 1);
  }

  @Test
  void resumedSessionGoesOnWithItsSeries() {
    TestPlayer ana = TestPlayer.on(harness);
    JsonObject hello = ana.hello();
    String root = hello.getJsonObject("series").getString("root");
    seed(ana, root, "mine");
    ana.send("{'type':'roll','id':1,'expr':'1d6'}").await("result");
    JsonObject joined = ana.join(TABLE, "Ana", "");
    String atTable = joined.getJsonObject("series").getString("root");
    ana.send("{'type':'roll','id':2,'expr':'1d6'}").await("result");
    ana.disconnect();

    TestPlayer again = TestPlayer.on(harness);
    again.send("{'type':'resume','id':1,'session':'%s'}".formatted(hello.getString("session")));
    JsonObject series = again.await("resumed").getJsonObject("series");
    assertThat(series.getString("root")).isEqualTo(root);
    assertThat(series.getString("seed")).isEqualTo("mine");
    again.send(
        "{'type':'join','table':'%s','name':'Ana','key':'%s','token':'%s'}"
            .formatted(
                TABLE, joined.getJsonObject("keys").getString("gm"), joined.getString("token")));
    assertThat(again.await("joined").getJsonObject("series").getString("root")).isEqualTo(atTable);
    again.send("{'type':'roll','id':3,'expr':'1d6','to':'self'}");
    assertThat(again.await("result").getJsonObject("proof").getInt("index")).isOne();
    again.send("{'type':'roll','id':4,'expr':'1d6'}");
    assertThat(again.await("result").getJsonObject("proof").getInt("index")).isOne();
  }

  @Test
  void logOfATableIsVerifiedForAllWhoReadIt() {
    TestPlayer gm = TestPlayer.on(harness);
    JsonObject joined = gm.join(TABLE, "Ana", "");
    JsonObject keys = joined.getJsonObject("keys");
    TestPlayer bo = TestPlayer.on(harness);
    JsonObject bos = bo.join(TABLE, "Bo", keys.getString("player"));
    TestPlayer watcher = TestPlayer.on(harness);
    JsonObject watching = watcher.join(TABLE, "Di", keys.getString("watcher"));
    assertThat(watching.containsKey("series")).isFalse();
    seed(gm, joined.getJsonObject("series").getString("root"), "of Ana");
    seed(bo, bos.getJsonObject("series").getString("root"), "of Bo");

    for (int i = 0; i < 40; i++) {
      TestPlayer player = i % 2 == 0 ? gm : bo;
      player.send(
          "{'type':'roll','id':%d,'expr':'%s','to':'%s'}"
              .formatted(
                  i,
                  i % 5 == 4 ? "2d" : i % 7 == 6 ? FAILS : "4d6kh3",
                  List.of("all", "gm", "blind").get(i % 3)));
      player.awaitAny("result", "error");
    }
    for (int i = 0; i < 2; i++) {
      TestPlayer player = i == 0 ? gm : bo;
      player.send("{'type':'roll','id':'last','expr':'d20'}").await("result");
    }
    for (int seq = 1; seq < 12; seq++) {
      gm.send("{'type':'reveal','seq':%d}".formatted(seq)).awaitAny("revealed", "error");
    }

    for (TestPlayer reader : List.of(gm, bo, watcher)) {
      List<String> printed = CheckedLog.check(log(history(reader)));
      assertThat(printed.getLast()).startsWith("passed: ").contains(" 0 wrong");
      assertThat(printed).filteredOn(line -> line.startsWith("ok")).hasSizeGreaterThan(10);
    }
    assertThat(history(watcher).build().toString()).contains("\"unused\":[", "\"hidden\":[");
  }

  @Test
  void rootsAreToldToAllBeforeARollAndAgainWhenTheNextSeriesBegins() {
    TestPlayer gm = TestPlayer.on(harness);
    JsonObject joined = gm.join(TABLE, "Ana", "");
    TestPlayer bo = TestPlayer.on(harness);
    JsonObject seen = bo.join(TABLE, "Bo", joined.getJsonObject("keys").getString("player"));
    JsonObject series = joined.getJsonObject("series");
    assertThat(roots(seen, "Ana"))
        .containsExactly(series.getString("root"), series.getString("next"));

    for (int i = 0; i < 65; i++) {
      gm.send("{'type':'roll','id':%d,'expr':'1d6'}".formatted(i)).await("result");
    }

    JsonObject presence;
    do {
      presence = bo.await("presence");
    } while (roots(presence, "Ana").contains(series.getString("root")));
    assertThat(roots(presence, "Ana")).hasSize(2).contains(series.getString("next"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gm", "blind", "whisper"})
  void keyOfAHiddenRollIsToldToNobodyWhoDoesNotSeeTheRoll(String to) {
    TestPlayer gm = TestPlayer.on(harness);
    JsonObject joined = gm.join(TABLE, "Ana", "");
    JsonObject keys = joined.getJsonObject("keys");
    TestPlayer bo = TestPlayer.on(harness);
    bo.join(TABLE, "Bo", keys.getString("player"));
    TestPlayer cy = TestPlayer.on(harness);
    cy.join(TABLE, "Cy", keys.getString("player"));
    TestPlayer watcher = TestPlayer.on(harness);
    watcher.join(TABLE, "Di", keys.getString("watcher"));
    bo.send("{'type':'roll','id':0,'expr':'1d6'}").await("result");
    String audience =
        to.equals("whisper")
            ? "['%s']".formatted(joined.getJsonObject("you").getString("id"))
            : "'" + to + "'";
    bo.send("{'type':'roll','id':1,'expr':'d100','to':%s}".formatted(audience));
    JsonObject number = bo.await("result").getJsonObject("proof");
    bo.send("{'type':'roll','id':2,'expr':'1d6'}").await("result");

    boolean rollerSees = !to.equals("blind");
    for (TestPlayer curious : rollerSees ? List.of(cy, watcher) : List.of(bo, cy, watcher)) {
      attempt(curious, number);
    }
    JsonObject proof =
        gm.send("{'type':'proof','id':'p','seq':2}").await("proof").getJsonObject("proof");
    String key = proof.getString("key");
    for (TestPlayer player : rollerSees ? List.of(cy, watcher) : List.of(bo, cy, watcher)) {
      assertThat(player.everything()).doesNotContain(key);
    }

    gm.send("{'type':'reveal','seq':2}").await("revealed");
    for (TestPlayer player : List.of(bo, cy, watcher)) {
      JsonObject revealed;
      do {
        revealed = player.await("rolled");
      } while (!revealed.containsKey("reveals"));
      player.send("{'type':'proof','id':'r','seq':%d}".formatted(revealed.getInt("seq")));
      assertThat(player.await("proof").getJsonObject("proof").getString("key")).isEqualTo(key);
    }
  }

  @Test
  void whispersLeaveNoGapInTheNumbersThatOthersSee() {
    TestPlayer gm = TestPlayer.on(harness);
    JsonObject joined = gm.join(TABLE, "Ana", "");
    TestPlayer bo = TestPlayer.on(harness);
    bo.join(TABLE, "Bo", joined.getJsonObject("keys").getString("player"));
    TestPlayer cy = TestPlayer.on(harness);
    cy.join(TABLE, "Cy", joined.getJsonObject("keys").getString("player"));
    String gmId = joined.getJsonObject("you").getString("id");
    for (int i = 0; i < 3; i++) {
      bo.send("{'type':'roll','id':'w%d','expr':'1d6','to':['%s']}".formatted(i, gmId));
      bo.await("result");
      bo.send("{'type':'roll','id':'a%d','expr':'1d6'}".formatted(i)).await("result");
    }

    assertThat(IntStream.range(0, 3).mapToObj(i -> cy.await("rolled").getJsonObject("proof")))
        .extracting(proof -> proof.getInt("index"))
        .containsExactly(0, 1, 2);
  }

  /** Tries everything that might tell the key of a roll. */
  private static void attempt(TestPlayer curious, JsonObject number) {
    curious.send("{'type':'proof','id':'a','seq':2}");
    assertThat(curious.await("error").getString("code")).isEqualTo("no_proof");
    assertNoProof(curious, number.getString("root"), number.getInt("index"));
    curious.send("{'type':'history','id':'h','proofs':true}").await("history");
    curious.send("{'type':'reveal','id':'v','seq':2}");
    assertThat(curious.await("error").getString("code")).isIn("not_gm", "nothing_to_reveal");
  }

  private static List<String> roots(JsonObject frame, String name) {
    return frame.getJsonArray("members").getValuesAs(JsonObject.class).stream()
        .filter(member -> member.getString("name").equals(name))
        .flatMap(member -> member.getJsonArray("roots").getValuesAs(JsonString::getString).stream())
        .toList();
  }

  /** Gives a seed, and returns the answer. */
  private static JsonObject seed(TestPlayer player, String root, String seed) {
    player.send("{'type':'seed','id':'s','root':'%s','seed':'%s'}".formatted(root, seed));
    JsonObject answer;
    do {
      answer = player.awaitAny("series", "error");
    } while (!answer.containsKey("id"));
    return answer;
  }

  /** Asks for a proof of one's own, which is there. */
  private static JsonObject proof(TestPlayer player, String root, int index) {
    JsonObject answer = askProof(player, root, index);
    assertThat(answer.getString("type")).isEqualTo("proof");
    return answer.getJsonObject("proof");
  }

  private static void assertNoProof(TestPlayer player, String root, int index) {
    assertThat(askProof(player, root, index).getString("code")).isEqualTo("no_proof");
  }

  private static JsonObject askProof(TestPlayer player, String root, int index) {
    player.send("{'type':'proof','id':'q','root':'%s','index':%d}".formatted(root, index));
    return player.awaitAny("proof", "error");
  }

  /** Returns a result with the whole proof. */
  private static JsonObject proven(TestPlayer player, JsonObject result, String expr) {
    JsonObject told = result.getJsonObject("proof");
    JsonObject proof = proof(player, told.getString("root"), told.getInt("index"));
    JsonObjectBuilder whole = Json.createObjectBuilder(proof).add("expr", expr);
    return Json.createObjectBuilder(result).add("proof", whole).build();
  }

  private static JsonArrayBuilder history(TestPlayer reader) {
    reader.send("{'type':'history','id':'h','limit':100,'proofs':true}");
    JsonArrayBuilder entries = Json.createArrayBuilder();
    for (JsonValue entry : reader.await("history").getJsonArray("entries")) {
      entries.add(entry);
    }
    return entries;
  }

  private static String log(JsonArrayBuilder entries) {
    return Json.createObjectBuilder()
        .add("dicegate", "log")
        .add("version", 1)
        .add("entries", entries)
        .build()
        .toString();
  }
}
