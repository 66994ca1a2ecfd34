package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.Ticker;
import dicegate.table.valkey.RedisServer;
import dicegate.telemetry.Counter;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The answers to players while the memory of the server behind the tables runs short. */
final class StoreFullTest {

  private static final int MAX_MEMORY = 32 * 1024 * 1024;
  private static final double FILLED = 0.82;
  private static final long LIMIT_NANOS = 20_000_000_000L;

  @Test
  void largeResultIsSeenByAllAsAnErrorAndSmallOnesContinue() {
    try (RedisServer server = RedisServer.start("--maxmemory", Integer.toString(MAX_MEMORY));
        GatewayHarness harness = GatewayHarness.open(server.address());
        Ticker clock = new Ticker()) {
      clock.add(harness.tables::tick);
      TestPlayer ana = TestPlayer.on(harness);
      JsonObject joined = ana.join("amber-owl-42", "Ana", "");
      TestPlayer bo = TestPlayer.on(harness);
      bo.join("amber-owl-42", "Bo", joined.getJsonObject("keys").getString("player"));
      server.fill("filling", (long) (FILLED * MAX_MEMORY));
      long start = System.nanoTime();
      while (harness.tables.memoryUsed() < 0.8) {
        assertThat(System.nanoTime() - start)
            .as("used %s", harness.tables.memoryUsed())
            .isLessThan(LIMIT_NANOS);
        Thread.onSpinWait();
      }

      bo.send("{'type':'roll','id':1,'expr':'200d6'}");

      assertThat(bo.await("error").getString("code")).isEqualTo("too_large");
      JsonObject large = ana.await("rolled");
      assertThat(large.getJsonObject("roll").getString("expr")).isEqualTo("200d6");
      assertThat(large.getJsonObject("roll").getJsonObject("error").getString("code"))
          .isEqualTo("too_large");
      bo.send("{'type':'roll','id':2,'expr':'2d1'}");
      assertThat(ana.await("rolled").getJsonObject("roll").getInt("total")).isEqualTo(2);
      assertThat(harness.metrics.total(Counter.TABLE_MEMORY_SHORT)).isPositive();
    }
  }
}
