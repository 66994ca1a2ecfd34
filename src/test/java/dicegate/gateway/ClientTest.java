package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meter;
import dicegate.wire.json.JsonCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
  void clientOverTheLimitIsTurnedAwayAndNotHeard() throws Exception {
    AtomicLong clock = new AtomicLong();
    ClientRegistry full = registry(new ClientLimits(1, 0, 1, 0), clock);
    full.enter(new FakeSocket(), "a", false);
    FakeSocket late = new FakeSocket();

    Client turnedAway = full.enter(late, "b", true);
    turnedAway.onText("{\"type\":\"ping\"}", true);

    assertThat(late.closeCode()).isEqualTo(CloseCode.TRY_AGAIN_LATER);
    assertThat(late.waiting()).isZero();
    assertThat(full.size()).isOne();
    assertThat(road.meters.total(Meter.CLIENTS_REFUSED)).isOne();
    full.leave(turnedAway);
    assertThat(full.look("b")).isEqualTo(Door.Answer.FULL);
  }

  @Test
  void silentClientIsPingedAndThenGoneAndOneThatPongsStays() throws Exception {
    AtomicLong clock = new AtomicLong();
    ClientRegistry watched = registry(new ClientLimits(1, 0, 10, 1), clock);
    FakeSocket silent = new FakeSocket();
    FakeSocket alive = new FakeSocket();
    watched.enter(silent, "silent", false);
    Client living = watched.enter(alive, "alive", false);

    for (int second = 0; second < 25; second++) {
      clock.addAndGet(1_000_000_000L);
      int pingsBefore = alive.pings();
      watched.tick();
      if (alive.pings() > pingsBefore) {
        living.onPong();
      }
    }

    assertThat(silent.pings()).isOne();
    assertThat(silent.closeCode()).isEqualTo(CloseCode.VANISHED);
    assertThat(alive.isOpen()).isTrue();
    assertThat(watched.size()).isOne();
    assertThat(watched.look("silent")).isEqualTo(Door.Answer.WELCOME);
    assertThat(watched.look("alive")).isEqualTo(Door.Answer.FULL_FOR_ADDRESS);
    assertThat(road.meters.total(Meter.CLIENTS_VANISHED)).isOne();
  }

  @Test
  void clockLooksAfterClientsUntilItIsClosed() throws Exception {
    AtomicLong clock = new AtomicLong();
    ClientRegistry watched = registry(new ClientLimits(1, 0, 10, 0), clock);
    FakeSocket silent = new FakeSocket();
    watched.enter(silent, "", false);
    GatewayClock gatewayClock = new GatewayClock(watched, road.tables, new Incidents(road.meters));
    gatewayClock.start(Road.THREADS);

    clock.addAndGet(Heartbeat.GONE_NANOS);

    assertThat(silent.closeCode()).isEqualTo(CloseCode.VANISHED);
    gatewayClock.close();
    gatewayClock.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("dicegate-gateway-clock");
  }

  private ClientRegistry registry(ClientLimits limits, AtomicLong clock) {
    return new ClientRegistry(
        road.fleet,
        road.tables,
        new JsonCodec(),
        new GatewaySettings(limits, List.of(), "1.2.3"),
        new Incidents(road.meters),
        road.meters,
        clock::get);
  }

  @Test
  void drainTellsThoseWhoAreHereAndThoseWhoComeLater() throws Exception {
    road.registry.drain(Duration.ZERO, Duration.ZERO);
    FakeSocket late = new FakeSocket();
    road.registry.enter(late, "", true);

    assertThat(socket.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(late.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(late.waiting()).isZero();
  }
}
