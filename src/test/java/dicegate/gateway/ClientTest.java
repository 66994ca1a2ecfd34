package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connection may send, and what becomes of it when it goes. */
final class ClientTest {

  private final Road road = Road.open();
  private final FakeSocket socket = new FakeSocket();
  private final Client client = road.registry.enter(socket, "", false);

  @AfterEach
  void closeRoad() {
    road.close();
  }

  @Test
  void fragmentsAreOneMessage() throws Exception {
    for (String part : List.of("2", "d", "")) {
      client.onText(part, false);
    }
    client.onText("1", true);

    assertThat(socket.next()).isEqualTo("[1, 1]");
  }

  @Test
  void messageThatGrowsOverTheLimitClosesTheConnection() throws Exception {
    for (int i = 0; i < 5; i++) {
      client.onText("9".repeat(1000), false);
    }
    client.onText("2d1", true);

    assertThat(socket.closeCode()).isEqualTo(CloseCode.TOO_BIG);
    assertThat(socket.waiting()).isZero();
  }

  @Test
  void messageAtTheLimitIsAnswered() throws Exception {
    client.onText("9".repeat(GatewaySettings.MAX_MESSAGE_CHARS), true);

    assertThat(socket.next()).isEqualTo("\"whaaat?\"");
    assertThat(socket.isOpen()).isTrue();
  }

  @Test
  void binaryMessageClosesTheConnection() throws Exception {
    client.onBinary();

    assertThat(socket.closeCode()).isEqualTo(CloseCode.UNSUPPORTED_DATA);
  }

  @Test
  void clientThatLeavesIsForgottenHoweverOftenItIsSaid() {
    assertThat(road.registry.size()).isOne();

    client.onText("3d6", true);
    road.registry.leave(client);
    road.registry.leave(client);

    assertThat(road.registry.size()).isZero();
  }

  @Test
  void everyConnectionHasAnIdOfItsOwn() {
    Client other = road.registry.enter(new FakeSocket(), "", false);

    assertThat(other.id()).isNotEqualTo(client.id());
  }

  @Test
  void drainTellsThoseWhoAreHereAndThoseWhoComeLater() throws Exception {
    road.registry.drain(Duration.ZERO);
    FakeSocket late = new FakeSocket();
    road.registry.enter(late, "", true);

    assertThat(socket.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(late.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(late.waiting()).isZero();
  }
}
