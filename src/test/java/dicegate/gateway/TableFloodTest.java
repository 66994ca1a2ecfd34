package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.log.LocalTableBus;
import dicegate.table.log.TableSettings;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Strangers who open as many tables as they can: nobody else's table is lost. */
final class TableFloodTest {

  private static final int TABLES = 100;

  @Test
  void restingTableOfAnotherSurvivesAFloodOfNewOnes() {
    Metrics metrics = new Metrics();
    TableSettings settings = new TableSettings(TABLES, 50, 100, Duration.ofHours(24));
    try (GatewayHarness harness =
        GatewayHarness.open(new LocalTableBus(settings, metrics, System::nanoTime))) {
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject joined = ana.join("campaign", "Ana", "");
      ana.send("{'type':'roll','id':1,'expr':'7d1'}");
      ana.await("result");
      ana.disconnect();

      for (int client = 0; client < 10; client++) {
        TestPlayer intruder = TestPlayer.on(harness);
        for (int i = 0; i < JoinLimit.OPENED_IN_BURST; i++) {
          intruder.join("flood-%d-%d".formatted(client, i), "Eve", "");
        }
        intruder.disconnect();
      }

      assertThat(metrics.total(Counter.TABLES_EVICTED)).isGreaterThan(400);
      TestPlayer intruder = TestPlayer.on(harness);
      intruder.send("{'type':'join','table':'campaign','name':'Eve'}");
      assertThat(intruder.await("error").getString("code")).isEqualTo("bad_key");
      JsonObject again =
          TestPlayer.on(harness)
              .join("campaign", "Ana", joined.getJsonObject("keys").getString("gm"));
      assertThat(again.getJsonArray("history")).hasSize(1);
    }
  }
}
