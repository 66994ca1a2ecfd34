package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.valkey.RedisServer;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Rolls over HTTP at tables that nodes share. */
final class SharedHttpTableRollTest extends HttpTableRollContract {

  SharedHttpTableRollTest() {
    super(RedisServer.start());
  }

  @Test
  void rollOnOneNodeIsSeenByMembersOnAnother() {
    try (GatewayHarness other = GatewayHarness.open(server().address())) {
      TestPlayer gm = TestPlayer.on(other);
      String key = gm.join(TABLE, "Ana", "").getJsonObject("keys").getString("player");

      JsonObject answer = ok(roll(body("'expr':'2d1','key':'%s'".formatted(key))));

      assertThat(answer.getInt("seq")).isEqualTo(1);
      assertThat(gm.await("rolled").getJsonObject("roll").getInt("total")).isEqualTo(2);
    }
  }
}
