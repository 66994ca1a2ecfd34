package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.TestSeries;
import dicegate.table.valkey.RedisServer;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.TableRollParameters;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rolls at tables over HTTP without a container, with the real engine, on every bus. */
abstract class HttpTableRollContract {

  static final String TABLE = "amber-owl-42";
  private static final String ADA = "192.0.2.1";
  private static final String TOKEN = "A123456789012345678901";
  private static final long LIMIT_SECONDS = 20;

  private final @Nullable RedisServer server;
  private final GatewayHarness harness;
  private final JsonCodec json = new JsonCodec();
  private final HttpTableRollHandler handler;

  /** Starts the gateway, on tables of its own if there is no server. */
  HttpTableRollContract(@Nullable RedisServer server) {
    this.server = server;
    this.harness = server == null ? GatewayHarness.open() : GatewayHarness.open(server.address());
    this.handler = handler(harness);
  }

  @AfterEach
  void close() {
    harness.close();
    json.close();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void rollIsSeenByAllAndItsRollerIsNotPresent() {
    TestPlayer gm = TestPlayer.on(harness);
    JsonObject keys = gm.join(TABLE, "Ana", "").getJsonObject("keys");

    JsonObject answer =
        ok(
            roll(
                body(
                    "'expr':'2d1+@str','vars':{'str':3},'label':'to hit','name':'Deck','key':'%s'"
                        .formatted(keys.getString("player")))));

    assertThat(answer.getInt("seq")).isEqualTo(1);
    assertThat(answer.getJsonObject("roll").getInt("total")).isEqualTo(5);
    assertThat(answer.keySet()).containsExactlyInAnyOrder("seq", "roll");
    JsonObject rolled = gm.await("rolled");
    gm.until("p");
    assertThat(rolled.getJsonObject("roll")).isEqualTo(answer.getJsonObject("roll"));
    assertThat(rolled.getString("label")).isEqualTo("to hit");
    assertThat(rolled.getJsonObject("by").getString("name")).isEqualTo("Deck");
    assertThat(rolled.getJsonObject("by").getString("role")).isEqualTo("player");
    assertThat(gm.everything().lines())
        .filteredOn(frame -> frame.contains("\"members\":"))
        .isNotEmpty()
        .noneMatch(frame -> frame.contains("Deck"));
  }

  @Test
  void rollerWithoutATokenIsTheSameMemberEachTimeAndNoOthers() {
    TestPlayer gm = TestPlayer.on(harness);
    JsonObject keys = gm.join(TABLE, "Ana", "").getJsonObject("keys");
    String player = keys.getString("player");

    ok(roll(body("'expr':'1d1','key':'%s'".formatted(player))));
    ok(roll(body("'expr':'1d1','key':'%s','name':'API'".formatted(player))));
    ok(roll(body("'expr':'1d1','key':'%s','name':'Deck'".formatted(player))));
    ok(roll(body("'expr':'1d1','key':'%s'".formatted(keys.getString("gm")))));

    List<JsonObject> by =
        List.of(
            by(gm.await("rolled")),
            by(gm.await("rolled")),
            by(gm.await("rolled")),
            by(gm.await("rolled")));
    assertThat(by.get(0)).isEqualTo(by.get(1));
    assertThat(by.get(0).getString("name")).isEqualTo("API");
    assertThat(by.stream().map(member -> member.getString("id")).distinct()).hasSize(3);
    assertThat(by.get(3).getString("role")).isEqualTo("gm");
  }

  @Test
  void rollIsSeenInTheColourAndThemeOfItsRoller() {
    TestPlayer gm = TestPlayer.on(harness);
    String key = gm.join(TABLE, "Ana", "").getJsonObject("keys").getString("player");

    ok(
        roll(
            body(
                "'expr':'1d1','key':'%s','colour':'#00ff7f','theme':'bone-and-ink'"
                    .formatted(key))));
    ok(roll(body("'expr':'1d1','key':'%s'".formatted(key))));

    JsonObject themed = by(gm.await("rolled"));
    JsonObject plain = by(gm.await("rolled"));
    assertThat(themed.getString("colour")).isEqualTo("#00ff7f");
    assertThat(themed.getString("theme")).isEqualTo("bone-and-ink");
    assertThat(themed.getString("id")).isEqualTo(plain.getString("id"));
    assertThat(plain.keySet()).containsExactlyInAnyOrder("id", "name", "colour", "role");
  }

  @Test
  void rollWithATokenIsThatMembersWhoSeesItAtTheTable() {
    TestPlayer gm = TestPlayer.on(harness);
    String key = gm.join(TABLE, "Ana", "").getJsonObject("keys").getString("player");
    TestPlayer bo = TestPlayer.on(harness);
    JsonObject joined = bo.join(TABLE, "Bo", key);
    TestPlayer cy = TestPlayer.on(harness);
    cy.join(TABLE, "Cy", key);

    JsonObject answer =
        ok(
            roll(
                body(
                    "'expr':'2d1','to':'gm','name':'Bo','key':'%s','token':'%s'"
                        .formatted(key, joined.getString("token")))));

    assertThat(answer.getJsonObject("roll").getInt("total")).isEqualTo(2);
    JsonObject rolled = bo.await("rolled");
    assertThat(by(rolled).getString("id")).isEqualTo(joined.getJsonObject("you").getString("id"));
    assertThat(gm.await("rolled")).isEqualTo(rolled);
    assertThat(cy.until("p")).noneMatch(frame -> type(frame).equals("rolled"));
  }

  @Test
  void blindRollIsHiddenFromItsRollerAlsoIfRepeated() {
    String key = gmKeys().getString("player");
    String body =
        body("'expr':'2d1','to':'blind','key':'%s','token':'%s','id':'1'".formatted(key, TOKEN));

    HttpResult first = roll(body);

    assertThat(first).isEqualTo(new HttpResult.Ok("{\"seq\":1,\"hidden\":true}"));
    assertThat(roll(body)).isEqualTo(first);
  }

  @Test
  void sameIdAndTokenGetsTheSameRoll() {
    JsonObject keys = gmKeys();
    String body =
        body(
            "'expr':'10d1000','key':'%s','token':'%s','id':'x-1'"
                .formatted(keys.getString("player"), TOKEN));

    HttpResult first = roll(body);

    assertThat(ok(first).getInt("seq")).isEqualTo(1);
    assertThat(roll(body)).isEqualTo(first);
    assertThat(roll(body.replace(TOKEN, "B123456789012345678901"))).isNotEqualTo(first);
    assertThat(roll(body.replace("x-1", "x-2"))).isNotEqualTo(first);
    assertThat(roll(body.replace("10d1000", "11d1000"))).isNotEqualTo(first);
  }

  @Test
  void withoutAnIdEachRequestIsARoll() {
    String body = body("'expr':'1d1','key':'%s'".formatted(gmKeys().getString("player")));

    assertThat(ok(roll(body)).getInt("seq")).isEqualTo(1);
    assertThat(ok(roll(body)).getInt("seq")).isEqualTo(2);
  }

  @Test
  void wrongKeyIsAnsweredAsATableThatDoesNotExistAndOverTheRateOtherwise() {
    JsonObject keys = gmKeys();
    String wrong = keys.getString("player").startsWith("pA") ? "pB" : "pA";
    String key = wrong + keys.getString("player").substring(2);

    ServerError refused = error(roll(body("'expr':'1d1','key':'%s'".formatted(key))));
    HttpResult missing = roll("other-table", body("'expr':'1d1','key':'%s'".formatted(key)));
    ServerError noKey = error(roll(body("'expr':'1d1','key':'x'")));

    assertThat(refused.code()).isEqualTo("bad_key");
    assertThat(missing).isEqualTo(new HttpResult.Failed(refused));
    assertThat(noKey).isEqualTo(refused);
    for (int i = 3; i < JoinLimit.REFUSED_IN_BURST; i++) {
      assertThat(error(roll(body("'expr':'1d1','key':'x'")))).isEqualTo(refused);
    }
    assertThat(error(roll(body("'expr':'1d1','key':'x'"))).code()).isEqualTo("rate_limited");
    assertThat(harness.metrics.total(Counter.JOINS_OVER_RATE)).isPositive();
    ok(roll(body("'expr':'1d1','key':'%s'".formatted(keys.getString("player")))));
  }

  @Test
  void tableIsNotCreated() {
    String key = "gAAAAAAAAAAAAAAAAAAAAAA";

    assertThat(error(roll("new-table", body("'expr':'1d1','key':'%s'".formatted(key)))).code())
        .isEqualTo("bad_key");

    assertThat(harness.tables.size()).isZero();
    JsonObject joined = TestPlayer.on(harness).join("new-table", "Ana", "");
    assertThat(joined.getJsonObject("you").getString("role")).isEqualTo("gm");
    assertThat(joined.getJsonArray("history")).isEmpty();
  }

  @Test
  void tableWithoutMembersKeepsTheRoll() {
    TestPlayer gm = TestPlayer.on(harness);
    JsonObject keys = gm.join(TABLE, "Ana", "").getJsonObject("keys");
    gm.disconnect();

    ok(roll(body("'expr':'2d1','key':'%s'".formatted(keys.getString("player")))));

    assertThat(harness.tables.size()).isZero();
    JsonObject again = TestPlayer.on(harness).join(TABLE, "Ana", keys.getString("gm"));
    assertThat(again.getJsonArray("history")).hasSize(1);
  }

  @Test
  void watchersKeyAdmitsToNoRollAndCostsNone() {
    TestPlayer gm = TestPlayer.on(harness);
    JsonObject keys = gm.join(TABLE, "Ana", "").getJsonObject("keys");

    ServerError error =
        error(roll(body("'expr':'1d1','key':'%s'".formatted(keys.getString("watcher")))));

    assertThat(error.code()).isEqualTo("watch_only");
    assertThat(gm.until("p")).noneMatch(frame -> type(frame).equals("rolled"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'expr':'1d1' | bad_request",
        "'expr':'1d1','key':'' | bad_request",
        "'key':'KEY' | bad_request",
        "'expr':'1d1','key':7 | bad_request",
        "'expr':'1d1','key':'KEY','vars':7 | bad_request",
        "'expr':'1d1','key':'KEY','id':'1' | bad_request",
        "'expr':'1d1','key':'KEY','token':'short' | bad_token",
        "'expr':'1d1','key':'KEY','name':'a\\nb' | bad_name",
        "'expr':'1d1','key':'KEY','name':'01234567890123456789012345678901234567890' | bad_name",
        "'expr':'1d1','key':'KEY','colour':'red' | bad_colour",
        "'expr':'1d1','key':'KEY','theme':'Brass' | bad_theme",
        "'expr':'1d1','key':'KEY','theme':'a123456789012345678901234' | bad_theme",
        "'expr':'1d1','key':'KEY','theme':7 | bad_request",
        "'expr':'1d1','key':'KEY','label':'a\\u0007b' | bad_label",
        "'expr':'1d1','key':'KEY','to':'self' | bad_audience",
        "'expr':'1d1','key':'KEY','to':'x' | bad_audience",
        "'expr':'1d1+@x','key':'KEY' | unknown_variable",
        "'expr':'1d1+@x','vars':{'y':1},'key':'KEY' | unknown_variable",
        "'expr':'3d','key':'KEY' | syntax",
      })
  void invalidParametersAreRefusedAndNotSeen(String members, String code) {
    TestPlayer gm = TestPlayer.on(harness);
    String key = gm.join(TABLE, "Ana", "").getJsonObject("keys").getString("player");

    ServerError error = error(roll(body(members.replace("KEY", key))));

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.kind().httpStatus()).isEqualTo(400);
    assertThat(gm.until("p")).noneMatch(frame -> type(frame).equals("rolled"));
  }

  @Test
  void nameOfTheTableIsAnyTextOfTheAddress() {
    String body = body("'expr':'1d1','key':'%s'".formatted(gmKeys().getString("player")));

    assertThat(error(roll("no table", body)).code()).isEqualTo("bad_table");
    assertThat(ok(roll("Amber-OWL-42", body)).getInt("seq")).isEqualTo(1);
  }

  @Test
  void errorAfterDiceWereRolledIsSeenByTheTableAndRepeated() {
    TestPlayer gm = TestPlayer.on(harness);
    String key = gm.join(TABLE, "Ana", "").getJsonObject("keys").getString("player");
    String body = body("'expr':'1/(1d1-1)','key':'%s','token':'%s','id':'1'".formatted(key, TOKEN));

    ServerError error = error(roll(body));

    assertThat(error.code()).isEqualTo("division_by_zero");
    assertThat(error(roll(body)).code()).isEqualTo("division_by_zero");
    assertThat(gm.await("rolled").getJsonObject("roll").getJsonObject("error").getString("code"))
        .isEqualTo("division_by_zero");
    assertThat(gm.until("p")).noneMatch(frame -> type(frame).equals("rolled"));
  }

  final RedisServer server() {
    return Objects.requireNonNull(server);
  }

  private JsonObject gmKeys() {
    return TestPlayer.on(harness).join(TABLE, "Ana", "").getJsonObject("keys");
  }

  static String body(String members) {
    return "{" + members.replace('\'', '"') + "}";
  }

  HttpResult roll(String body) {
    return roll(TABLE, body);
  }

  private HttpResult roll(String table, String body) {
    TableRollParameters parameters = json.tableRollParameters(body);
    CompletableFuture<Void> over = new CompletableFuture<>();
    HttpResult answer =
        handler
            .roll(table, () -> parameters, ADA, over)
            .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
            .join();
    over.complete(null);
    return answer;
  }

  private HttpTableRollHandler handler(GatewayHarness gateway) {
    EngineRequester requester =
        new EngineRequester(gateway.fleet, json, new Incidents(gateway.metrics), gateway.metrics);
    HttpRollHandler rolls =
        new HttpRollHandler(
            requester,
            TestSeries.SOURCE,
            new ShutdownFlag(),
            new ClientLimits(8, 0, 100, 50),
            new AddressUsages(new AddressLimits(100, 0), System::nanoTime),
            gateway.metrics,
            System::nanoTime);
    return new HttpTableRollHandler(
        rolls, requester, gateway.tables, gateway.registry, json, gateway.metrics);
  }

  static JsonObject ok(HttpResult answer) {
    assertThat(answer).isInstanceOf(HttpResult.Ok.class);
    try (JsonReader reader = Json.createReader(new StringReader(((HttpResult.Ok) answer).json()))) {
      return reader.readObject();
    }
  }

  private static ServerError error(HttpResult answer) {
    assertThat(answer).isInstanceOf(HttpResult.Failed.class);
    return ((HttpResult.Failed) answer).error();
  }

  private static String type(JsonObject frame) {
    return frame.getString("type");
  }

  private static JsonObject by(JsonObject rolled) {
    return rolled.getJsonObject("by");
  }
}
