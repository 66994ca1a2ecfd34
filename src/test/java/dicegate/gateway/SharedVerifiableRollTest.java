package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.valkey.RedisServer;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Verifiable rolls at tables that nodes share. */
final class SharedVerifiableRollTest extends VerifiableRollContract {

  SharedVerifiableRollTest() {
    super(RedisServer.start());
  }

  @Test
  void anotherNodeServesTheProofAlsoOfARollThatItReveals() {
    try (GatewayHarness other = GatewayHarness.open(server().address())) {
      TestPlayer gm = TestPlayer.on(other);
      JsonObject joined = gm.join(TABLE, "Ana", "");
      TestPlayer bo = TestPlayer.on(harness);
      bo.join(TABLE, "Bo", joined.getJsonObject("keys").getString("player"));
      bo.send("{'type':'roll','id':1,'expr':'3d6','to':'blind'}").await("result");
      bo.disconnect();

      JsonObject hidden = gm.await("rolled");
      gm.send("{'type':'proof','id':1,'seq':1}");
      JsonObject proof = gm.await("proof").getJsonObject("proof");
      gm.send("{'type':'reveal','id':2,'seq':1}").await("revealed");
      gm.send("{'type':'proof','id':3,'seq':2}");

      assertThat(gm.await("proof").getJsonObject("proof")).isEqualTo(proof);
      assertThat(proof.getString("root"))
          .isEqualTo(hidden.getJsonObject("proof").getString("root"));
      assertThat(proof.getString("expr")).isEqualTo("3d6");
    }
  }
}
