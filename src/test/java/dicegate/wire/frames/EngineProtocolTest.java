package dicegate.wire.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.frames.EngineReply.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EngineProtocolTest {

  private static final RequestId ID = new RequestId(7);

  @Test
  void v1ProbesWithInfoAndLegacyWithNoDice() {
    assertThat(EngineProtocol.V1.probe(ID, 5_000)).isEqualTo("DG1 INFO 7 5000 ".getBytes(UTF_8));
    assertThat(EngineProtocol.LEGACY.probe(ID, 5_000)).isEqualTo("7 0d6".getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void onlyAnOkReplyOfV1HasInfo(Status status) {
    EngineReply probeReply = new EngineReply(ID, status, "{\"window\":3}");

    if (status == Status.OK) {
      assertThat(EngineProtocol.V1.info(probeReply)).contains("{\"window\":3}");
    } else {
      assertThat(EngineProtocol.V1.info(probeReply)).isEmpty();
    }
    assertThat(EngineProtocol.LEGACY.info(probeReply)).isEmpty();
  }

  @Test
  void originalEngineSurvivesItsProbe() {
    assertThat(LegacyFrames.canEncode(LegacyFrames.NO_DICE)).isTrue();
  }

  @Test
  void legacySupportsRollsAlone() {
    assertThat(Verb.values()).allMatch(EngineProtocol.V1::supports);
    assertThat(Verb.values())
        .filteredOn(EngineProtocol.LEGACY::supports)
        .containsOnly(Verb.ROLL, Verb.BARE);
  }
}
