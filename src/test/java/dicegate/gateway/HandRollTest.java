package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dice entered by hand, from frame to frame, with the real engine and the local bus. */
final class HandRollTest {

  private static final String TABLE = "amber-owl-42";

  private final GatewayHarness harness = GatewayHarness.open();

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void resultIsMarkedAndHasTheFaces() {
    TestPlayer player = TestPlayer.on(harness);

    player.send("{'type':'roll','id':1,'expr':'2d6+3','faces':[3,5]}");

    JsonObject roll = player.await("result").getJsonObject("roll");
    assertThat(roll.getString("by")).isEqualTo("hand");
    assertThat(roll.getString("text")).isEqualTo("2d6[3, 5] + 3 = 11");
  }

  @Test
  void randomRollHasNoMark() {
    TestPlayer player = TestPlayer.on(harness);

    player.send("{'type':'roll','id':1,'expr':'2d6+3'}");

    assertThat(player.await("result").getJsonObject("roll")).doesNotContainKey("by");
  }

  @Test
  void missingFaceIsAskedFor() {
    TestPlayer player = TestPlayer.on(harness);

    player.send("{'type':'roll','id':1,'expr':'@n+2d4!','vars':{'n':7},'faces':[4]}");

    JsonObject error = player.await("error");
    assertThat(error.getString("code")).isEqualTo("faces_wanted");
    assertThat(error.getBoolean("temporary")).isFalse();
    assertThat(error.getInt("pos")).isEqualTo(3);
    assertThat(error.getJsonObject("wanted"))
        .hasToString(
            "{\"die\":\"d4\",\"faces\":[1,2,3,4],\"given\":1,\"number\":1,\"of\":2,\"again\":true}");
  }

  @Test
  void symbolsAreAskedForByTheirTexts() {
    TestPlayer player = TestPlayer.on(harness);

    player.send("{'type':'roll','id':1,'expr':'2d[heads,tails]','faces':['heads']}");
    assertThat(player.await("error").getJsonObject("wanted").getJsonArray("faces"))
        .hasToString("[\"heads\",\"tails\"]");

    // Only now, since two workers may answer in either order.
    player.send("{'type':'roll','id':2,'expr':'2d[heads,tails]','faces':['heads','tails']}");
    assertThat(player.await("result").getJsonObject("roll").getJsonObject("tally"))
        .hasToString("{\"heads\":1,\"tails\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[7]", "[0]", "['a']", "[1,2]", "['1;']"})
  void facesThatDoNotFitAreRefused(String faces) {
    TestPlayer player = TestPlayer.on(harness);

    player.send("{'type':'roll','id':1,'expr':'d6','faces':%s}".formatted(faces));

    assertThat(player.await("error").getString("code")).isEqualTo("bad_faces");
  }

  /* Above all, none of them is a random roll. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "3",
        "'3'",
        "{}",
        "[null]",
        "[1.5]",
        "[true]",
        "[[1]]",
        "['']",
        "['-']",
        "['1,2']",
        "['1 2']",
        "[12345678901]"
      })
  void membersThatAreNoFacesAreRefused(String faces) {
    TestPlayer player = TestPlayer.on(harness);

    player.send("{'type':'roll','id':1,'expr':'d6','faces':%s}".formatted(faces));

    JsonObject error = player.await("error");
    assertThat(error.getString("code")).isEqualTo("bad_message");
    assertThat(error.getString("message")).startsWith("The member faces is an array");
  }

  @Test
  void sameIdWithOtherFacesIsAnotherRequest() {
    TestPlayer player = TestPlayer.on(harness);
    player.send("{'type':'roll','id':1,'expr':'d6','faces':[2]}");
    player.await("result");

    player.send("{'type':'roll','id':1,'expr':'d6','faces':[6]}");
    assertThat(player.await("error").getString("code")).isEqualTo("id_reused");
    player.send("{'type':'roll','id':1,'expr':'d6'}");
    assertThat(player.await("error").getString("code")).isEqualTo("id_reused");
    player.send("{'type':'roll','id':1,'expr':'d6','faces':[2]}");
    assertThat(player.await("result").getJsonObject("roll").getInt("total")).isEqualTo(2);
  }

  @Test
  void tableSeesTheRollWhenAllFacesFitAndItIsMarked() {
    TestPlayer ana = TestPlayer.on(harness);
    String key = ana.join(TABLE, "Ana", "").getJsonObject("keys").getString("player");
    TestPlayer bo = TestPlayer.on(harness);
    bo.join(TABLE, "Bo", key);

    ana.send("{'type':'roll','id':1,'expr':'2d6','faces':[3]}");
    assertThat(ana.await("error").getString("code")).isEqualTo("faces_wanted");
    ana.send("{'type':'roll','id':2,'expr':'2d6','faces':[3,7]}");
    assertThat(ana.await("error").getString("code")).isEqualTo("bad_faces");
    ana.send("{'type':'roll','id':3,'expr':'1/(1d6-1)','faces':[1]}");
    assertThat(ana.await("error").getString("code")).isEqualTo("division_by_zero");
    ana.send("{'type':'roll','id':4,'expr':'2d6','faces':[3,4],'label':'luck'}");

    JsonObject rolled = bo.await("rolled");
    assertThat(rolled.getJsonNumber("seq").intValue()).isOne();
    assertThat(rolled.getJsonObject("roll").getString("by")).isEqualTo("hand");
    assertThat(rolled.getJsonObject("roll").getInt("total")).isEqualTo(7);
    assertThat(rolled.getString("label")).isEqualTo("luck");
    JsonValue own = ana.await("result").get("roll");
    assertThat(own).isEqualTo(rolled.get("roll"));
  }

  @Test
  void historyKeepsTheMark() {
    TestPlayer ana = TestPlayer.on(harness);
    String key = ana.join(TABLE, "Ana", "").getJsonObject("keys").getString("player");
    ana.send("{'type':'roll','id':1,'expr':'d6','faces':[3]}");
    ana.await("result");

    JsonObject joined = TestPlayer.on(harness).join(TABLE, "Bo", key);

    assertThat(
            joined.getJsonArray("history").getJsonObject(0).getJsonObject("roll").getString("by"))
        .isEqualTo("hand");
  }
}
