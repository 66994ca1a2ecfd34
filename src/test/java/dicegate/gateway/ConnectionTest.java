package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.http.ConnectionLimiter;
import dicegate.http.HttpExchanges;
import dicegate.table.TestSeries;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.wire.json.JsonCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The messages of a connection, and its close. */
final class ConnectionTest {

  private final GatewayHarness harness = GatewayHarness.open();
  private final FakeSocket socket = new FakeSocket();
  private final Connection connection = harness.registry.add(socket, "", false);

  @AfterEach
  void closeHarness() {
    harness.close();
  }

  @Test
  void fragmentsAreOneMessage() throws Exception {
    for (String part : List.of("2", "d", "")) {
      connection.onText(part, false);
    }
    connection.onText("1", true);

    assertThat(socket.next()).isEqualTo("[1, 1]");
  }

  @Test
  void messageOverTheLimitClosesTheConnection() throws Exception {
    for (int i = 0; i < 5; i++) {
      connection.onText("9".repeat(1000), false);
    }
    connection.onText("2d1", true);

    assertThat(socket.closeCode()).isEqualTo(CloseCode.TOO_BIG);
    assertThat(socket.waiting()).isZero();
  }

  @Test
  void messageAtTheLimitIsAnswered() throws Exception {
    connection.onText("9".repeat(GatewaySettings.MAX_MESSAGE_CHARS), true);

    assertThat(socket.next()).isEqualTo("\"whaaat?\"");
    assertThat(socket.isOpen()).isTrue();
  }

  @Test
  void binaryMessageClosesTheConnection() throws Exception {
    connection.onBinary();

    assertThat(socket.closeCode()).isEqualTo(CloseCode.UNSUPPORTED_DATA);
  }

  @Test
  void removalIsIdempotent() {
    assertThat(harness.registry.size()).isOne();

    connection.onText("3d6", true);
    harness.registry.remove(connection);
    harness.registry.remove(connection);

    assertThat(harness.registry.size()).isZero();
  }

  @Test
  void everyConnectionHasItsOwnId() {
    Connection other = harness.registry.add(new FakeSocket(), "", false);

    assertThat(other.id()).isNotEqualTo(connection.id());
  }

  @Test
  void connectionOverTheLimitIsRejectedAndIgnored() throws Exception {
    AtomicLong clock = new AtomicLong();
    ClientRegistry full = registry(new ClientLimits(1, 0, 1, 0), clock);
    full.add(new FakeSocket(), "a", false);
    FakeSocket late = new FakeSocket();

    Connection rejected = full.add(late, "b", true);
    rejected.onText("{\"type\":\"ping\"}", true);

    assertThat(late.closeCode()).isEqualTo(CloseCode.TRY_AGAIN_LATER);
    assertThat(late.waiting()).isZero();
    assertThat(full.size()).isOne();
    assertThat(harness.metrics.total(Counter.CLIENTS_REFUSED)).isOne();
    full.remove(rejected);
    assertThat(full.checkLimit("b")).isEqualTo(ConnectionLimiter.Decision.FULL);
  }

  @Test
  void closedConnectionKeepsItsPlaceUntilItsPeerEndsItOrFiveSecondsHavePassed() {
    AtomicLong clock = new AtomicLong();
    ClientRegistry full = registry(new ClientLimits(1, 0, 1, 0), clock);
    FakeSocket stays = FakeSocket.ofPeerThatStays();
    Connection closed = full.add(stays, "a", false);

    closed.onBinary();
    full.remove(closed);

    assertThat(full.size()).isZero();
    assertThat(full.checkLimit("b")).isEqualTo(ConnectionLimiter.Decision.FULL);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(6));
    full.tick();
    assertThat(stays.isEnded()).isTrue();
    assertThat(full.checkLimit("b")).isEqualTo(ConnectionLimiter.Decision.ADMITTED);
  }

  @Test
  void rejectedConnectionIsEndedAfterFiveSeconds() {
    AtomicLong clock = new AtomicLong();
    ClientRegistry full = registry(new ClientLimits(1, 0, 1, 0), clock);
    full.add(new FakeSocket(), "a", false);
    FakeSocket late = FakeSocket.ofPeerThatStays();
    full.add(late, "b", false);

    clock.addAndGet(TimeUnit.SECONDS.toNanos(6));
    full.tick();

    assertThat(late.isEnded()).isTrue();
  }

  @Test
  void oversizedFrameClosesTheConnectionAtItsHeader() throws Exception {
    connection.onOversizedFrame();

    assertThat(socket.closeCode()).isEqualTo(CloseCode.TOO_BIG);
  }

  @Test
  void silentClientIsPingedThenClosedAndOneThatPongsStays() throws Exception {
    AtomicLong clock = new AtomicLong();
    ClientRegistry watched = registry(new ClientLimits(1, 0, 10, 1), clock);
    FakeSocket silent = new FakeSocket();
    FakeSocket alive = new FakeSocket();
    watched.add(silent, "silent", false);
    Connection aliveConnection = watched.add(alive, "alive", false);

    for (int second = 0; second < 25; second++) {
      clock.addAndGet(1_000_000_000L);
      int pingsBefore = alive.pings();
      watched.tick();
      if (alive.pings() > pingsBefore) {
        aliveConnection.onPong();
      }
    }

    assertThat(silent.pings()).isOne();
    assertThat(silent.closeCode()).isEqualTo(CloseCode.HEARTBEAT_TIMEOUT);
    assertThat(alive.isOpen()).isTrue();
    assertThat(watched.size()).isOne();
    assertThat(watched.checkLimit("silent")).isEqualTo(ConnectionLimiter.Decision.ADMITTED);
    assertThat(watched.checkLimit("alive")).isEqualTo(ConnectionLimiter.Decision.FULL_FOR_ADDRESS);
    assertThat(harness.metrics.total(Counter.CLIENTS_VANISHED)).isOne();
  }

  @Test
  void pingsOfConnectionsOpenedTogetherAreSpread() {
    AtomicLong clock = new AtomicLong();
    ClientRegistry watched = registry(new ClientLimits(1, 0, 1_000, 0), clock);
    List<FakeSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      FakeSocket opened = new FakeSocket();
      sockets.add(opened);
      watched.add(opened, "", false);
    }

    List<Integer> pingedBySecond = new ArrayList<>();
    for (int second = 1; second <= 16; second++) {
      clock.addAndGet(1_000_000_000L);
      watched.tick();
      pingedBySecond.add(sockets.stream().mapToInt(FakeSocket::pings).sum());
    }

    assertThat(pingedBySecond.get(10)).as("after 11 s").isZero();
    assertThat(pingedBySecond.get(12)).as("after 13 s").isBetween(100, 700);
    assertThat(pingedBySecond.get(15)).as("after 16 s, once each").isEqualTo(1_000);
  }

  @Test
  void clientThatDoesNotReadIsClosedSoonAfterTheLimitOfItsSend() {
    AtomicLong clock = new AtomicLong();
    ClientRegistry watched = registry(new ClientLimits(1, 0, 10, 0), clock);
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    ClientSocket stalled =
        new ClientSocket() {
          @Override
          public void send(String text, Consumer<@Nullable Throwable> done) {
            // Never done.
          }

          @Override
          public int sendWindow() {
            return 1;
          }

          @Override
          public void ping() {
            // Not read either.
          }

          @Override
          public void close(int code, String reason) {
            closed.complete(code);
          }
        };
    Connection slow = watched.add(stalled, "", false);
    clock.addAndGet(500_000_000L);
    slow.onText("{\"type\":\"ping\"}", true);

    long sendSeconds = TimeUnit.NANOSECONDS.toSeconds(Outbox.SEND_NANOS);
    for (int second = 1; second < sendSeconds; second++) {
      clock.addAndGet(1_000_000_000L);
      watched.tick();
    }
    assertThat(watched.size()).isOne();
    for (int second = 0; second < 3; second++) {
      clock.addAndGet(1_000_000_000L);
      watched.tick();
    }

    assertThat(closed).isCompletedWithValue(CloseCode.SLOW_READER);
    assertThat(watched.size()).isZero();
  }

  @Test
  void connectionThatTheGatewayClosedIsRemovedWithinTwoSeconds() throws Exception {
    AtomicLong clock = new AtomicLong();
    ClientRegistry watched = registry(new ClientLimits(1, 0, 10, 0), clock);
    FakeSocket closed = new FakeSocket();
    watched.add(closed, "", false).onBinary();
    assertThat(closed.closeCode()).isEqualTo(CloseCode.UNSUPPORTED_DATA);

    clock.addAndGet(2_000_000_000L);
    watched.tick();

    assertThat(watched.size()).isZero();
  }

  @Test
  void maintenanceLoopChecksConnectionsUntilItIsClosed() throws Exception {
    AtomicLong clock = new AtomicLong();
    ClientRegistry watched = registry(new ClientLimits(1, 0, 10, 0), clock);
    FakeSocket silent = new FakeSocket();
    watched.add(silent, "", false);
    MaintenanceLoop maintenanceLoop =
        new MaintenanceLoop(
            watched,
            harness.tables,
            new HttpExchanges(watched.limiter(), harness.metrics, System::nanoTime, Runnable::run),
            new Incidents(harness.metrics));
    maintenanceLoop.start(GatewayHarness.THREADS);

    clock.addAndGet(Heartbeat.TIMEOUT_NANOS);

    assertThat(silent.closeCode()).isEqualTo(CloseCode.HEARTBEAT_TIMEOUT);
    maintenanceLoop.close();
    maintenanceLoop.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("dicegate-gateway-clock");
  }

  private ClientRegistry registry(ClientLimits limits, AtomicLong clock) {
    JsonCodec json = new JsonCodec();
    return new ClientRegistry(
        new EngineRequester(harness.fleet, json, new Incidents(harness.metrics), harness.metrics),
        harness.tables,
        TestSeries.SOURCE,
        new ShutdownFlag(),
        json,
        new GatewaySettings(limits, List.of(), "1.2.3"),
        new AddressUsages(new AddressLimits(100, 0), clock::get),
        harness.metrics,
        clock::get);
  }

  @Test
  void drainClosesPresentAndLaterConnections() throws Exception {
    harness.drain.run(Duration.ZERO, Duration.ZERO);
    FakeSocket late = new FakeSocket();
    harness.registry.add(late, "", true);

    assertThat(socket.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(late.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(late.waiting()).isZero();
  }
}
