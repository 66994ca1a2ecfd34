package dicegate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.SecureDieSource;
import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineReply;
import dicegate.wire.frames.EngineReply.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WarmUpTest {

  private final EngineSettings settings =
      new EngineSettings(EngineSettings.NO_BIND, 1, Duration.ZERO, "1.2.3");

  @Test
  void everyRequestIsRolled() {
    Responder responder = new Responder(settings, new SecureDieSource(), new Metrics());

    for (int number = 0; number < 100; number++) {
      byte[] reply = responder.answer(WarmUp.request(number), 0);

      assertThat(EngineFrames.reply(reply)).map(EngineReply::status).contains(Status.OK);
    }
  }

  @Test
  void someRollsAreAnsweredBeforeTheLimit() {
    assertThat(WarmUp.run(settings)).isPositive();
  }
}
