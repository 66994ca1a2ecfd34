package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The whole road without a container, from a frame to a frame. */
final class RollJourneyTest {

  @Nested
  class Bare {

    @Test
    void aRollGoesFromFrameToFrame() throws Exception {
      try (Road road = Road.open()) {
        FakeSocket socket = new FakeSocket();
        Client client = road.registry.enter(socket, false);

        client.onText("3d4", true);

        assertThat(socket.next()).matches("\\[[1-4], [1-4], [1-4]]");
      }
    }
  }
}
