package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.Ticker;
import dicegate.table.valkey.RedisServer;
import dicegate.telemetry.Counter;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The answers to players while the server behind the tables is down. */
final class BusOutageTest {

  @Test
  void privateRollsContinueAndTableRollsAreRefusedUntilTheServerReturns() {
    try (RedisServer server = RedisServer.start("--appendonly", "yes");
        GatewayHarness harness = GatewayHarness.open(server.address());
        Ticker clock = new Ticker()) {
      clock.add(harness.tables::tick);
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject joined = ana.join("amber-owl-42", "Ana", "");
      TestPlayer bo = TestPlayer.on(harness);
      bo.join("amber-owl-42", "Bo", joined.getJsonObject("keys").getString("player"));

      server.stop();

      ana.send("{'type':'roll','id':1,'expr':'1d1+73501'}");
      JsonObject away = ana.await("error");
      assertThat(away.getInt("id")).isOne();
      assertThat(away.getString("code")).isEqualTo("table_unavailable");
      assertThat(away.getBoolean("temporary")).isTrue();
      ana.send("{'type':'roll','id':2,'expr':'1d1','to':'self'}");
      assertThat(ana.await("result").getInt("id")).isEqualTo(2);
      bo.until("p");
      assertThat(bo.everything()).doesNotContain("73502");

      server.restart();

      // The same id until it is accepted, as the page does.
      JsonObject answer = away;
      while (answer.getString("type").equals("error")) {
        ana.send("{'type':'roll','id':1,'expr':'1d1+73501'}");
        answer = ana.awaitAnswer(1);
      }
      assertThat(answer.getInt("seq")).isOne();
      assertThat(bo.await("rolled").getJsonObject("roll").getInt("total")).isEqualTo(73_502);
      assertThat(harness.metrics.total(Counter.INCIDENTS)).isZero();
    }
  }
}
