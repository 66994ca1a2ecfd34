package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.Ticker;
import dicegate.table.valkey.RedisServer;
import dicegate.table.valkey.ValkeyTableBus;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What players are told while the tables' server is away. */
final class TableAwayTest {

  @Test
  void rollsForOneselfGoOnAndRollsAtTheTableWait() {
    Meters meters = new Meters();
    try (RedisServer server = RedisServer.start("--appendonly", "yes");
        Road road =
            Road.open(
                new ValkeyTableBus(
                    server.address(),
                    Road.TABLE_SETTINGS,
                    meters,
                    new Incidents(meters),
                    System::nanoTime));
        Ticker clock = new Ticker()) {
      clock.add(road.tables::tick);
      Player ana = Player.on(road);
      JsonObject joined = ana.join("amber-owl-42", "Ana", "");
      Player bo = Player.on(road);
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

      // The same id until it is taken, as a page asks.
      JsonObject answer = away;
      while (answer.getString("type").equals("error")) {
        ana.send("{'type':'roll','id':1,'expr':'1d1+73501'}");
        answer = ana.awaitAnswer(1);
      }
      assertThat(answer.getInt("seq")).isOne();
      assertThat(bo.await("rolled").getJsonObject("roll").getInt("total")).isEqualTo(73_502);
      assertThat(road.meters.total(Meter.INCIDENTS)).isZero();
    }
  }
}
