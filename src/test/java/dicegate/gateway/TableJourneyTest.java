package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Counter;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables without a container, from frame to frame, with the real engine and the local bus. */
final class TableJourneyTest {

  private static final String TABLE = "amber-owl-42";

  private final GatewayHarness harness = GatewayHarness.open();

  @AfterEach
  void close() {
    harness.close();
  }

  @Nested
  final class Keys {

    @Test
    void firstMemberIsGmWithAllKeys() {
      JsonObject joined = TestPlayer.on(harness).join(TABLE, "Ana", "");

      assertThat(joined.getJsonObject("you").getString("role")).isEqualTo("gm");
      assertThat(joined.getJsonObject("keys").keySet()).containsOnly("gm", "player", "watcher");
      assertThat(joined.getString("table")).isEqualTo(TABLE);
      assertThat(joined.getBoolean("resumed")).isFalse();
      assertThat(joined.getJsonArray("history")).isEmpty();
    }

    @Test
    void keysAdmitPlayersAndWatchersWhoGetNoStrongerKeys() {
      JsonObject keys = keysOf(TestPlayer.on(harness));

      JsonObject player = TestPlayer.on(harness).join(TABLE, "Bo", keys.getString("player"));
      JsonObject watcher = TestPlayer.on(harness).join(TABLE, "Cy", keys.getString("watcher"));

      assertThat(player.getJsonObject("you").getString("role")).isEqualTo("player");
      assertThat(player.getJsonObject("keys").keySet()).containsOnly("player", "watcher");
      assertThat(watcher.getJsonObject("you").getString("role")).isEqualTo("watcher");
      assertThat(watcher.getJsonObject("keys").keySet()).containsOnly("watcher");
    }

    @Test
    void joinWithoutTheKeyIsRefused() {
      keysOf(TestPlayer.on(harness));
      TestPlayer stranger = TestPlayer.on(harness);

      stranger.send("{'type':'join','id':1,'table':'%s','name':'Eve'}".formatted(TABLE));

      assertThat(stranger.await("error").getString("code")).isEqualTo("bad_key");
    }

    @Test
    void emptyTableIsJoinedWithTheSameKeysByAnyMember() {
      TestPlayer gm = TestPlayer.on(harness);
      JsonObject keys = keysOf(gm);
      gm.disconnect();

      JsonObject player = TestPlayer.on(harness).join(TABLE, "Bo", keys.getString("player"));
      JsonObject again = TestPlayer.on(harness).join(TABLE, "Ana", keys.getString("gm"));

      assertThat(player.getJsonObject("you").getString("role")).isEqualTo("player");
      assertThat(again.getJsonObject("you").getString("role")).isEqualTo("gm");
    }

    @Test
    void watcherRollsOnlyPrivately() {
      JsonObject keys = keysOf(TestPlayer.on(harness));
      TestPlayer watcher = TestPlayer.on(harness);
      watcher.join(TABLE, "Cy", keys.getString("watcher"));

      watcher.send("{'type':'roll','id':1,'expr':'1d1'}");
      watcher.send("{'type':'roll','id':2,'expr':'1d1','to':'self'}");

      assertThat(watcher.await("error").getString("code")).isEqualTo("watch_only");
      assertThat(watcher.await("result").getJsonObject("roll").getInt("total")).isOne();
    }
  }

  @Nested
  final class Guessing {

    @Test
    void joinsWithoutTheKeyAreLimitedAndThoseWithItAreNot() {
      String key = keysOf(TestPlayer.on(harness)).getString("player");
      TestPlayer stranger = TestPlayer.on(harness);

      List<String> codes = new ArrayList<>();
      for (int i = 0; i < 2 * JoinLimit.REFUSED_IN_BURST; i++) {
        stranger.send("{'type':'join','table':'%s','name':'Eve'}".formatted(TABLE));
        JsonObject error = stranger.await("error");
        codes.add(error.getString("code"));
        if (codes.get(i).equals("rate_limited")) {
          assertThat(error.getInt("retryAfterMs")).isBetween(1, 500);
        }
      }

      assertThat(codes.subList(0, JoinLimit.REFUSED_IN_BURST)).containsOnly("bad_key");
      assertThat(codes).contains("rate_limited");
      assertThat(harness.metrics.total(Counter.JOINS_OVER_RATE)).isPositive();
      stranger.join(TABLE, "Bo", key);
    }

    @Test
    void newTablesAreLimited() {
      TestPlayer stranger = TestPlayer.on(harness);
      for (int i = 0; i < 2 * JoinLimit.OPENED_IN_BURST; i++) {
        stranger.send("{'type':'join','table':'t%d','name':'Eve'}".formatted(i));
      }

      assertThat(stranger.await("error").getString("code")).isEqualTo("rate_limited");
      TestPlayer.on(harness).join(TABLE, "Ana", "");
    }

    @Test
    void actsAreLimited() {
      TestPlayer ana = TestPlayer.on(harness);
      ana.join(TABLE, "Ana", "");
      int allowed = JoinLimit.ACTED_IN_BURST / JoinLimit.MIN_ACT_CHARS;
      for (int i = 0; i < 2 * allowed; i++) {
        ana.send("{'type':'moderate','id':%d,'act':'title','title':'Owls'}".formatted(i));
      }

      JsonObject error = ana.await("error");

      assertThat(error.getInt("id")).isGreaterThanOrEqualTo(allowed);
      assertThat(error.getString("code")).isEqualTo("rate_limited");
      assertThat(error.getBoolean("temporary")).isTrue();
      assertThat(error.getInt("retryAfterMs"))
          .isBetween(1, 1_000 * JoinLimit.MIN_ACT_CHARS / JoinLimit.ACTED_PER_SECOND);
      assertThat(harness.metrics.total(Counter.ACTS_OVER_RATE)).isPositive();
    }

    @Test
    void tableWithoutRollsIsKeptForItsKeys() {
      TestPlayer ana = TestPlayer.on(harness);
      String key = keysOf(ana).getString("gm");
      ana.disconnect();

      TestPlayer stranger = TestPlayer.on(harness);
      stranger.send("{'type':'join','table':'%s','name':'Eve'}".formatted(TABLE));

      assertThat(stranger.await("error").getString("code")).isEqualTo("bad_key");
      TestPlayer.on(harness).join(TABLE, "Ana", key);
    }
  }

  @Nested
  final class Rolls {

    @Test
    void rollIsSentToAllWithItsPositionAndAnsweredToTheRoller() {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject keys = keysOf(ana);
      TestPlayer bo = TestPlayer.on(harness);
      bo.join(TABLE, "Bo", keys.getString("player"));

      bo.send("{'type':'roll','id':7,'expr':'2d1','label':'for luck'}");

      JsonObject seen = ana.await("rolled");
      assertThat(seen.getInt("seq")).isOne();
      assertThat(seen.getJsonObject("by").getString("name")).isEqualTo("Bo");
      assertThat(seen.getString("to")).isEqualTo("all");
      assertThat(seen.getString("label")).isEqualTo("for luck");
      assertThat(seen.getJsonObject("roll").getInt("total")).isEqualTo(2);
      assertThat(bo.await("rolled")).isEqualTo(seen);
      JsonObject answer = bo.await("result");
      assertThat(answer.getInt("id")).isEqualTo(7);
      assertThat(answer.getInt("seq")).isOne();
      assertThat(answer.get("roll")).isEqualTo(seen.get("roll"));
    }

    @Test
    void sameIdAgainIsTheSameRollAndNoOtherEntry() {
      TestPlayer ana = TestPlayer.on(harness);
      keysOf(ana);
      ana.send("{'type':'roll','id':7,'expr':'d1000000'}");
      JsonObject first = ana.await("result");

      ana.send("{'type':'roll','id':7,'expr':'d1000000'}");

      assertThat(ana.await("result")).isEqualTo(first);
      assertThat(types(ana.until("p"))).doesNotContain("rolled");
    }

    // ((1d20-11)^0.5)^2+11 is 11 to 20, or an error: without the error, others would see high
    // rolls.
    @Test
    void errorAfterDiceWereRolledIsSentToAllAndAnsweredAsAnError() {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject keys = keysOf(ana);
      TestPlayer bo = TestPlayer.on(harness);
      bo.join(TABLE, "Bo", keys.getString("player"));

      bo.send("{'type':'roll','id':7,'expr':'(1d1-2)^0.5','label':'luck'}");

      JsonObject seen = ana.await("rolled");
      assertThat(seen.getInt("seq")).isOne();
      assertThat(seen.getString("label")).isEqualTo("luck");
      JsonObject roll = seen.getJsonObject("roll");
      assertThat(roll.keySet()).containsOnly("error", "expr", "text");
      assertThat(roll.getString("expr")).isEqualTo("(1d1-2)^0.5");
      assertThat(bo.await("rolled")).isEqualTo(seen);
      JsonObject answer = bo.await("error");
      assertThat(answer.getInt("id")).isEqualTo(7);
      assertThat(answer.getString("code")).isEqualTo(roll.getJsonObject("error").getString("code"));
      assertThat(answer.getString("message"))
          .isEqualTo(roll.getJsonObject("error").getString("message"));
    }

    @Test
    void errorOfABlindRollIsSeenByTheGmAndAnsweredToTheRoller() {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject keys = keysOf(ana);
      TestPlayer bo = TestPlayer.on(harness);
      bo.join(TABLE, "Bo", keys.getString("player"));

      bo.send("{'type':'roll','id':7,'expr':'1/(1d1-1)','to':'blind'}");

      assertThat(bo.await("rolled").getBoolean("hidden")).isTrue();
      assertThat(bo.await("error").getString("code")).isEqualTo("division_by_zero");
      assertThat(ana.await("rolled").getJsonObject("roll").getString("text"))
          .startsWith("1/(1d1-1): ");
    }

    @Test
    void repeatedIdGetsTheSameOutcomeAlsoOverAnotherSession() {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject joined = ana.join(TABLE, "Ana", "");
      String expr = "((1d1000000-500001)^0.5)^2+1d1000000";
      for (int id = 0; id < 20; id++) {
        ana.send("{'type':'roll','id':%d,'expr':'%s'}".formatted(id, expr));
      }
      List<JsonObject> first = answers(ana, 20);

      TestPlayer again = TestPlayer.on(harness);
      again.send(
          "{'type':'join','id':'j','table':'%s','name':'Ana','key':'%s','token':'%s'}"
              .formatted(
                  TABLE, joined.getJsonObject("keys").getString("gm"), joined.getString("token")));
      again.await("joined");
      for (int id = 0; id < 20; id++) {
        again.send("{'type':'roll','id':%d,'expr':'%s'}".formatted(id, expr));
      }

      assertThat(answers(again, 20)).isEqualTo(first);
      assertThat(first.stream().map(answer -> answer.getString("type")).distinct())
          .containsExactlyInAnyOrder("result", "error");
    }

    // An answer that a session forgot, after 512 others, was the roll of the earlier request.
    @Test
    void idThatIsUsedAgainForAnotherRequestIsAnotherRoll() {
      TestPlayer ana = TestPlayer.on(harness);
      keysOf(ana);
      ana.send("{'type':'roll','id':7,'expr':'1d1'}");
      ana.await("result");
      for (int id = 1_000; id < 1_000 + RequestHistory.MAX_IDS; id++) {
        ana.send("{'type':'roll','id':%d,'expr':'1d1','to':'self'}".formatted(id));
        ana.await("result");
      }

      ana.send("{'type':'roll','id':7,'expr':'2d1'}");

      assertThat(ana.await("result").getJsonObject("roll").getInt("total")).isEqualTo(2);
    }

    @Test
    void errorsOfSyntaxAreSentToTheRollerAlone() {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject keys = keysOf(ana);
      TestPlayer bo = TestPlayer.on(harness);
      bo.join(TABLE, "Bo", keys.getString("player"));
      ana.await("presence");

      bo.send("{'type':'roll','id':1,'expr':'2d'}");

      assertThat(bo.await("error").getInt("id")).isOne();
      assertThat(types(ana.until("p"))).doesNotContain("rolled", "error");
    }

    @Test
    void privateRollIsNotSentToTheTable() {
      TestPlayer ana = TestPlayer.on(harness);
      keysOf(ana);

      ana.send("{'type':'roll','id':1,'expr':'1d1','to':'self'}");

      assertThat(ana.await("result").containsKey("seq")).isFalse();
      assertThat(types(ana.until("p"))).doesNotContain("rolled");
    }

    @ParameterizedTest
    @CsvSource({"everybody, bad_audience", "all, no_table", "gm, no_table"})
    void tableRollWithoutATableIsRefused(String to, String code) {
      TestPlayer ana = TestPlayer.on(harness);

      ana.send("{'type':'roll','id':1,'expr':'1d1','to':'%s'}".formatted(to));

      assertThat(ana.await("error").getString("code")).isEqualTo(code);
    }

    @Test
    void rollTooLargeForATableIsRefusedAndSeenAsAnError() {
      TestPlayer ana = TestPlayer.on(harness);
      keysOf(ana);

      ana.send("{'type':'roll','id':1,'expr':'1000d6'}");

      JsonObject seen = ana.await("rolled");
      assertThat(seen.getJsonObject("roll").getJsonObject("error").getString("code"))
          .isEqualTo("too_large");
      assertThat(ana.await("error").getString("code")).isEqualTo("too_large");
    }

    @Test
    void memberWhoHasLeftGetsNoFramesAndRollsPrivately() {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject keys = keysOf(ana);
      TestPlayer bo = TestPlayer.on(harness);
      bo.join(TABLE, "Bo", keys.getString("player"));

      bo.send("{'type':'leave','id':1}");
      bo.await("left");
      ana.send("{'type':'roll','id':1,'expr':'1d1'}");
      ana.await("result");
      bo.send("{'type':'roll','id':2,'expr':'1d1'}");

      assertThat(bo.await("result").containsKey("seq")).isFalse();
      assertThat(bo.everything()).doesNotContain("\"rolled\"");
    }
  }

  @Nested
  final class Visibility {

    /** An expression with a unique total, so that its digits show which frames have it. */
    private static final String SECRET = "1d1+73501";

    private final TestPlayer gm = TestPlayer.on(harness);
    private final JsonObject keys = keysOf(gm);
    private final TestPlayer roller = TestPlayer.on(harness);
    private final TestPlayer other = TestPlayer.on(harness);
    private final TestPlayer watcher = TestPlayer.on(harness);

    Visibility() {
      roller.join(TABLE, "Bo", keys.getString("player"));
      other.join(TABLE, "Cy", keys.getString("player"));
      watcher.join(TABLE, "Di", keys.getString("watcher"));
    }

    @Test
    void rollToGmIsSentToRollerAndGmAlone() {
      roller.send("{'type':'roll','id':1,'expr':'%s','to':'gm'}".formatted(SECRET));

      assertThat(roller.await("result").toString()).contains("73502");
      assertThat(gm.await("rolled").toString()).contains("73502");
      assertNothingShown(other);
      assertNothingShown(watcher);
    }

    @Test
    void blindRollIsSentToTheGmAndHiddenFromTheRoller() {
      roller.send("{'type':'roll','id':1,'expr':'%s','to':'blind'}".formatted(SECRET));

      JsonObject answer = roller.await("result");
      assertThat(answer.getBoolean("hidden")).isTrue();
      assertThat(answer.getInt("seq")).isOne();
      assertThat(gm.await("rolled").toString()).contains("73502");
      assertResultNotShown(roller);
      assertNothingShown(other);
      assertNothingShown(watcher);
      assertThat(roller.everything()).contains("\"to\":\"blind\"", "\"hidden\":true");
      assertThat(other.everything()).doesNotContain("\"rolled\"");
    }

    @Test
    void historyResumeAndResendKeepTheSecret() {
      roller.send("{'type':'roll','id':1,'expr':'%s','to':'blind'}".formatted(SECRET));
      roller.await("result");
      other.send("{'type':'roll','id':1,'expr':'%s','to':'gm'}".formatted(SECRET + "+0"));
      other.await("result");

      TestPlayer late = TestPlayer.on(harness);
      JsonObject history = late.join(TABLE, "Ed", keys.getString("player"));
      roller.send("{'type':'roll','id':1,'expr':'%s','to':'blind'}".formatted(SECRET));
      assertThat(roller.await("result").getBoolean("hidden")).isTrue();

      assertThat(history.getJsonArray("history")).isEmpty();
      assertNothingShown(late);
      assertResultNotShown(roller);
      assertNothingShown(watcher);
    }

    @Test
    void gmRevealsToAllOnce() {
      roller.send("{'type':'roll','id':1,'expr':'%s','to':'blind'}".formatted(SECRET));
      roller.await("result");

      gm.send("{'type':'reveal','id':2,'seq':1}").send("{'type':'reveal','id':3,'seq':1}");

      assertThat(gm.await("revealed").getInt("id")).isEqualTo(2);
      assertThat(gm.await("revealed").getInt("id")).isEqualTo(3);
      for (TestPlayer player : List.of(roller, other, watcher)) {
        List<JsonObject> seen =
            player.until("p").stream().filter(frame -> frame.containsKey("reveals")).toList();
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).getInt("reveals")).isOne();
        assertThat(seen.get(0).getJsonObject("by").getString("name")).isEqualTo("Bo");
        assertThat(seen.get(0).toString()).contains("73502");
      }
    }

    @Test
    void othersCannotReveal() {
      roller.send("{'type':'roll','id':1,'expr':'%s','to':'gm'}".formatted(SECRET));
      roller.await("result");

      roller.send("{'type':'reveal','id':2,'seq':1}");
      gm.send("{'type':'reveal','id':3,'seq':99}");

      assertThat(roller.await("error").getString("code")).isEqualTo("not_gm");
      assertThat(gm.await("error").getString("code")).isEqualTo("nothing_to_reveal");
      assertNothingShown(other);
    }

    private void assertNothingShown(TestPlayer player) {
      player.until("all");
      assertThat(player.everything()).doesNotContain("73501", "73502");
    }

    /** Who rolls blind knows what was rolled, and not the result. */
    private void assertResultNotShown(TestPlayer roller) {
      assertThat(roller.everything()).contains(SECRET).doesNotContain("73502");
    }
  }

  @Nested
  final class Returning {

    @Test
    void returningMemberGetsTheMissedRollsMarked() {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject keys = keysOf(ana);
      TestPlayer bo = TestPlayer.on(harness);
      JsonObject joined = bo.join(TABLE, "Bo", keys.getString("player"));
      roll(ana, 1);
      String position = bo.await("rolled").getString("position");
      bo.disconnect();
      roll(ana, 2);
      roll(ana, 3);

      TestPlayer back = TestPlayer.on(harness);
      back.send(
          "{'type':'join','id':1,'table':'%s','name':'Bo','key':'%s','token':'%s','resume':'%s'}"
              .formatted(TABLE, keys.getString("player"), joined.getString("token"), position));

      JsonObject again = back.await("joined");
      assertThat(again.getBoolean("resumed")).isTrue();
      assertThat(again.getJsonObject("you")).isEqualTo(joined.getJsonObject("you"));
      List<JsonObject> missed = again.getJsonArray("history").getValuesAs(JsonObject.class);
      assertThat(missed).extracting(roll -> roll.getInt("seq")).containsExactly(2, 3);
      assertThat(missed).allMatch(roll -> roll.getBoolean("missed"));
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "e:1:AAAA", "::", "e:999999999999999999999:x"})
    void memberWithAnInvalidPositionGetsTheWholeHistory(String position) {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject keys = keysOf(ana);
      roll(ana, 1);

      TestPlayer back = TestPlayer.on(harness);
      back.send(
          "{'type':'join','id':1,'table':'%s','name':'Bo','key':'%s','resume':'%s'}"
              .formatted(TABLE, keys.getString("player"), position));

      JsonObject joined = back.await("joined");
      assertThat(joined.getBoolean("resumed")).isFalse();
      assertThat(joined.getJsonArray("history")).hasSize(1);
    }

    @Test
    void positionOfTheSameOffsetWithAnotherTagIsNotContinued() {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject keys = keysOf(ana);
      ana.send("{'type':'roll','id':1,'expr':'1d6'}");
      String position = ana.await("rolled").getString("position");
      String other = position.substring(0, position.lastIndexOf(':')) + ":AAAAAAAA";

      TestPlayer back = TestPlayer.on(harness);
      back.send(
          "{'type':'join','id':1,'table':'%s','name':'Bo','key':'%s','resume':'%s'}"
              .formatted(TABLE, keys.getString("player"), other));

      assertThat(back.await("joined").getBoolean("resumed")).isFalse();
    }

    @Test
    void onlyTheNewestRollsAreKept() {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject keys = keysOf(ana);
      for (int i = 1; i <= 103; i++) {
        roll(ana, i);
      }

      JsonObject late = TestPlayer.on(harness).join(TABLE, "Bo", keys.getString("player"));

      List<JsonObject> history = late.getJsonArray("history").getValuesAs(JsonObject.class);
      assertThat(history).hasSize(100);
      assertThat(history.get(0).getInt("seq")).isEqualTo(4);
      assertThat(history.get(99).getInt("seq")).isEqualTo(103);
    }
  }

  @Nested
  final class History {

    @Test
    void olderRollsAreReadPageByPage() {
      TestPlayer ana = TestPlayer.on(harness);
      keysOf(ana);
      for (int i = 1; i <= 5; i++) {
        roll(ana, i);
      }

      ana.send("{'type':'history','id':'h1','limit':2}");
      JsonObject newest = ana.await("history");
      ana.send("{'type':'history','id':'h2','before':%d}".formatted(newest.getInt("next")));
      JsonObject rest = ana.await("history");

      assertThat(newest.getString("id")).isEqualTo("h1");
      assertThat(newest.getJsonArray("entries").getValuesAs(JsonObject.class))
          .extracting(entry -> entry.getString("type") + entry.getInt("seq"))
          .containsExactly("rolled4", "rolled5");
      assertThat(rest.getJsonArray("entries").getValuesAs(JsonObject.class))
          .extracting(entry -> entry.getInt("seq"))
          .containsExactly(1, 2, 3);
      assertThat(rest.keySet()).containsOnly("type", "id", "entries");
    }

    @Test
    void awayFromTablesThereIsNone() {
      TestPlayer ana = TestPlayer.on(harness);

      ana.send("{'type':'history','id':1}");

      assertThat(ana.await("error").getString("code")).isEqualTo("no_table");
    }
  }

  @Nested
  final class Presence {

    @Test
    void joinAndLeaveAreSentToAll() {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject keys = keysOf(ana);
      TestPlayer bo = TestPlayer.on(harness);

      JsonObject joined = bo.join(TABLE, "Bö 🎲", keys.getString("player"));

      assertThat(names(joined)).containsExactly("Ana", "Bö 🎲");
      JsonObject both = ana.await("presence");
      while (names(both).size() < 2) {
        both = ana.await("presence");
      }
      assertThat(names(both)).containsExactly("Ana", "Bö 🎲");
      bo.disconnect();
      assertThat(names(ana.await("presence"))).containsExactly("Ana");
      assertThat(harness.tables.size()).isOne();
      ana.disconnect();
      assertThat(harness.tables.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
      "'', Ana, bad_table",
      "a b, Ana, bad_table",
      "a/b, Ana, bad_table",
      "{x}, Ana, bad_table",
      "ok, '  ', bad_name",
      "ok, a\\u0007b, bad_name",
      "ok, a\\u202eb, bad_name",
      "ok, a\\u2028b, bad_name",
      "ok, 12345678901234567890123456789012345678901, bad_name",
    })
    void namesAreChecked(String table, String name, String code) {
      TestPlayer ana = TestPlayer.on(harness);

      ana.send("{'type':'join','id':1,'table':'%s','name':'%s'}".formatted(table, name));

      JsonObject error = ana.await("error");
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getInt("id")).isOne();
      assertThat(harness.tables.size()).isZero();
    }

    @Test
    void tableNameOfAnyScriptIsNormalized() {
      JsonObject keys = keysOf(TestPlayer.on(harness), "grüner-tisch");

      JsonObject joined =
          TestPlayer.on(harness).join("GRU\u0308NER-Tisch", "Bo", keys.getString("player"));

      assertThat(joined.getString("table")).isEqualTo("grüner-tisch");
    }
  }

  private static JsonObject keysOf(TestPlayer gm) {
    return keysOf(gm, TABLE);
  }

  private static JsonObject keysOf(TestPlayer gm, String table) {
    JsonObject joined = gm.join(table, "Ana", "");
    assertThat(joined.getJsonObject("you").getString("role")).isEqualTo("gm");
    return joined.getJsonObject("keys");
  }

  /** Returns the answers to requests with the ids from 0 on, in their order. */
  private static List<JsonObject> answers(TestPlayer player, int count) {
    List<JsonObject> answers = new ArrayList<>();
    while (answers.size() < count) {
      JsonObject frame = player.awaitAny("result", "error");
      answers.add(frame);
    }
    answers.sort(Comparator.comparingInt(answer -> answer.getInt("id")));
    return answers;
  }

  private static void roll(TestPlayer player, int id) {
    player.send("{'type':'roll','id':%d,'expr':'1d6'}".formatted(id));
    boolean answered = false;
    while (!answered) {
      answered = player.await("result").getInt("id") == id;
    }
  }

  private static List<String> names(JsonObject frame) {
    return frame.getJsonArray("members").getValuesAs(JsonValue::asJsonObject).stream()
        .map(member -> member.getString("name"))
        .toList();
  }

  private static List<String> types(List<JsonObject> frames) {
    return frames.stream().map(frame -> frame.getString("type")).toList();
  }
}
