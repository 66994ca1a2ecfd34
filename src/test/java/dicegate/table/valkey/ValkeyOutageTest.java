package dicegate.table.valkey;

import static dicegate.table.log.TableBusContract.ANA;
import static dicegate.table.log.TableBusContract.BO;
import static dicegate.table.log.TableBusContract.SETTINGS;
import static dicegate.table.log.TableBusContract.TABLE;
import static dicegate.table.log.TableBusContract.THREADS;
import static dicegate.table.log.TableBusContract.get;
import static dicegate.table.log.TableBusContract.key;
import static dicegate.table.log.TableBusContract.publish;
import static dicegate.table.log.TableBusContract.roll;
import static dicegate.table.log.TablePolicy.initial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.table.Ticker;
import dicegate.table.log.Audience;
import dicegate.table.log.BusUnavailableException;
import dicegate.table.log.Entry;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableBusContract.RecordingListener;
import dicegate.table.log.TableId;
import dicegate.table.log.TableRoll;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Faults of the network, of the server, and of its data. */
final class ValkeyOutageTest {

  private static final int MANY_TABLES = 10_000;

  private final RedisServer server = RedisServer.start();
  private final TcpProxy proxy = new TcpProxy(server.port());
  private final Metrics metrics = new Metrics();
  private final List<ValkeyTableBus> buses = new ArrayList<>();
  private final Ticker clock = new Ticker();

  @AfterEach
  void close() {
    clock.close();
    proxy.close();
    buses.forEach(ValkeyTableBus::close);
    server.close();
  }

  @Test
  void keyThatOutlivedItsTableMatchesNoRollOfTheNextOne() {
    ValkeyTableBus bus = bus(server.address());
    get(bus.open(TABLE, initial("v"), ""));
    publish(bus, 1);
    try (Jedis jedis = server.jedis()) {
      jedis.del(new Keys(TABLE).meta());
    }
    get(bus.open(TABLE, initial("v"), ""));
    publish(bus, 2);

    Entry again = publish(bus, 1);

    assertThat(again.offset()).isEqualTo(2);
    assertThat(again.roll()).isEqualTo(roll(1));
  }

  @Test
  void unreadableNotificationMakesTheListenerRead() {
    ValkeyTableBus bus = bus(server.address());
    get(bus.open(TABLE, initial("v"), ""));
    RecordingListener listener = subscribed(bus, TABLE);

    try (Jedis jedis = server.jedis()) {
      for (String notice : List.of("", "r", "r 1 x", "r x y\nz", "from the future")) {
        jedis.publish(new Keys(TABLE).channel(), notice);
        assertThat(listener.next()).isEqualTo("subscribed");
      }
    }

    assertThat(metrics.total(Counter.BUS_ENTRIES_UNREADABLE)).isEqualTo(5);
    assertThat(metrics.total(Counter.INCIDENTS)).isZero();
    assertThat(publish(bus, 1).toString()).isEqualTo(listener.next());
  }

  @Test
  void notificationOfAnUnreadableEntryKeepsItsOffset() {
    ValkeyTableBus bus = bus(server.address());
    get(bus.open(TABLE, initial("v"), ""));
    RecordingListener listener = subscribed(bus, TABLE);

    try (Jedis jedis = server.jedis()) {
      jedis.publish(new Keys(TABLE).channel(), "r 1 tag\n2\nfrom the future");
    }

    assertThat(listener.next())
        .startsWith("Entry[offset=1, tag=tag")
        .contains("audience=" + Audience.SELF);
  }

  @Test
  void sameMembersInAnotherOrderAreNotNotified() {
    ValkeyTableBus bus = bus(server.address());
    get(bus.open(TABLE, initial("v"), ""));
    RecordingListener listener = subscribed(bus, TABLE);
    get(bus.present(TABLE, List.of(ANA, BO), Set.of()));
    assertThat(listener.next()).isEqualTo("presence");

    get(bus.present(TABLE, List.of(BO, ANA), Set.of()));
    publish(bus, 1);

    assertThat(listener.next()).startsWith("Entry");
  }

  @Test
  void lostSubscriptionIsReportedOnceToSubscribedListeners() {
    ValkeyTableBus bus = bus(server.address());
    RecordingListener before = subscribed(bus, TABLE);
    server.stop();
    assertThat(before.next()).isEqualTo("unsubscribed");

    TableId later = new TableId("later");
    RecordingListener after = new RecordingListener();
    bus.subscribe(later, after);
    assertThatThrownBy(() -> get(bus.open(TABLE, initial("v"), "")))
        .isInstanceOf(BusUnavailableException.class);
    server.restart();

    assertThat(after.next()).isEqualTo("subscribed");
    assertThat(before.next()).isEqualTo("subscribed");
  }

  @Test
  void busIsAliveWithoutItsServerUntilItIsClosed() {
    ValkeyTableBus bus = bus(server.address());
    get(bus.open(TABLE, initial("v"), ""));
    server.stop();
    assertThatThrownBy(() -> get(bus.open(TABLE, initial("v"), "")))
        .isInstanceOf(BusUnavailableException.class);

    assertThat(bus.isAlive()).isTrue();
    bus.close();
    assertThat(bus.isAlive()).isFalse();
  }

  @Test
  void tableSubscribedAgainNotifiesFromThenOn() {
    ValkeyTableBus bus = bus(server.address());
    get(bus.open(TABLE, initial("v"), ""));
    RecordingListener first = subscribed(bus, TABLE);
    for (int i = 1; i <= 200; i++) {
      bus.unsubscribe(TABLE);
      RecordingListener listener = new RecordingListener();
      bus.subscribe(TABLE, listener);
      CompletableFuture<Optional<Entry>> early = bus.publish(TABLE, key(2 * i), roll(2 * i));
      assertThat(listener.next()).isEqualTo("subscribed");
      get(early);

      String published = publish(bus, 2 * i + 1).toString();

      String next = listener.next();
      assertThat(next.equals(published) ? next : listener.next()).isEqualTo(published);
    }
    assertThat(first.count()).isZero();
  }

  @Test
  void manyTablesAreSubscribedAgainAfterALoss() {
    ValkeyTableBus bus = bus(server.address());
    List<RecordingListener> listeners = new ArrayList<>();
    for (int table = 0; table < MANY_TABLES; table++) {
      RecordingListener listener = new RecordingListener();
      listeners.add(listener);
      bus.subscribe(new TableId("t" + table), listener);
    }
    listeners.forEach(listener -> assertThat(listener.next()).isEqualTo("subscribed"));

    server.kill();
    server.restart();

    for (RecordingListener listener : listeners) {
      assertThat(listener.next()).isEqualTo("unsubscribed");
      assertThat(listener.next()).isEqualTo("subscribed");
    }
    for (int table = 0; table < MANY_TABLES; table++) {
      bus.unsubscribe(new TableId("t" + table));
    }
    RecordingListener last = subscribed(bus, TABLE);
    try (Jedis jedis = server.jedis()) {
      assertThat(jedis.pubsubChannels("dicegate:{*")).containsExactly(new Keys(TABLE).channel());
    }
    assertThat(last.count()).isZero();
  }

  @Test
  void callersDoNotWaitForAStalledNetwork() throws Exception {
    ValkeyTableBus bus = bus(proxy.address());
    RecordingListener listener = subscribed(bus, TABLE);
    proxy.stall();

    CompletableFuture<Void> callers =
        CompletableFuture.runAsync(
            () -> {
              // More than the buffers on the way hold.
              String name = "ä".repeat(TableId.MAX_CHARS - 5);
              for (int table = 0; table < 5 * MANY_TABLES; table++) {
                bus.subscribe(new TableId(name + table), new RecordingListener());
              }
              for (int table = 0; table < 5 * MANY_TABLES; table++) {
                bus.unsubscribe(new TableId(name + table));
              }
            },
            THREADS);

    callers.get(4, TimeUnit.SECONDS);
    assertThat(listener.next()).isEqualTo("unsubscribed");
    proxy.resume();
    assertThat(listener.next()).isEqualTo("subscribed");
  }

  @Test
  void largeRollsInAStalledNetworkFailInTimeAndLaterOnesSucceed() {
    ValkeyTableBus bus = bus(proxy.address());
    get(bus.open(TABLE, initial("v"), ""));
    String json = "\"" + "ä".repeat(TableRoll.MAX_ROLL_CHARS - 2) + "\"";
    TableRoll large = new TableRoll(ANA, Audience.ALL, "", json, 1, 0);
    proxy.stall();

    List<CompletableFuture<Optional<Entry>>> published = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      published.add(bus.publish(TABLE, IdempotencyKey.of("large", "" + i, ""), large));
    }

    for (CompletableFuture<Optional<Entry>> one : published) {
      assertThatThrownBy(() -> get(one)).isInstanceOf(BusUnavailableException.class);
    }
    proxy.resume();
    assertThat(eventually(() -> bus.publish(TABLE, key(1), roll(1)))).isPresent();
  }

  @Test
  void callsOverTheLimitFailAtOnce() {
    ValkeyTableBus bus = bus(server.address());
    get(bus.open(TABLE, initial("v"), ""));
    server.freeze();

    List<CompletableFuture<Optional<Entry>>> published = new ArrayList<>();
    for (int i = 0; i < ScriptPipeline.MAX_WAITING + 1_000; i++) {
      published.add(bus.publish(TABLE, key(i), roll(i)));
    }

    assertThat(published.get(published.size() - 1)).isCompletedExceptionally();
    server.thaw();
  }

  @Test
  void serverOutOfMemoryIsUnavailableAndUsedAgainAfterwards() {
    ValkeyTableBus bus = bus(server.address());
    get(bus.open(TABLE, initial("v"), ""));
    try (Jedis jedis = server.jedis()) {
      jedis.configSet("maxmemory", "1");
      assertThatThrownBy(() -> publish(bus, 1)).isInstanceOf(BusUnavailableException.class);
      jedis.configSet("maxmemory", "0");
    }

    assertThat(publish(bus, 1).offset()).isOne();
    assertThat(metrics.total(Counter.BUS_CONNECTIONS_LOST)).isZero();
  }

  @Test
  void replicaIsNotWrittenToUntilItIsPromoted() {
    ValkeyTableBus bus = bus(server.address());
    get(bus.open(TABLE, initial("v"), ""));
    try (Jedis jedis = server.jedis()) {
      jedis.configSet("replica-serve-stale-data", "yes");
      jedis.replicaof("127.0.0.1", 1);
      assertThatThrownBy(() -> publish(bus, 1)).isInstanceOf(BusUnavailableException.class);
      CompletableFuture<Optional<Entry>> pendingCount = bus.publish(TABLE, key(2), roll(2));
      jedis.replicaofNoOne();

      assertThat(get(pendingCount)).isPresent();
    }
    // Each attempt takes longer than the one before.
    assertThat(metrics.total(Counter.BUS_CONNECTIONS_LOST)).isBetween(1L, 20L);
  }

  @Test
  void lostScriptsCostNoConnection() {
    ValkeyTableBus bus = bus(server.address());
    get(bus.open(TABLE, initial("v"), ""));
    try (Jedis jedis = server.jedis()) {
      for (int i = 1; i <= 20; i++) {
        jedis.scriptFlush();
        assertThat(publish(bus, i).offset()).isEqualTo(i);
      }
    }

    assertThat(metrics.total(Counter.BUS_CONNECTIONS_LOST)).isZero();
  }

  @Test
  void faultyListenerDoesNotAffectOthers() {
    ValkeyTableBus bus = bus(server.address());
    TableId other = new TableId("other");
    get(bus.open(TABLE, initial("v"), ""));
    bus.subscribe(
        other,
        new RecordingListener() {
          @Override
          public void onSubscribed() {
            throw new IllegalStateException("a fault for the test");
          }
        });

    RecordingListener listener = subscribed(bus, TABLE);

    assertThat(publish(bus, 1).toString()).isEqualTo(listener.next());
    assertThat(metrics.total(Counter.INCIDENTS)).isOne();
  }

  @Test
  void closeEndsBothLoopsInTimeWithoutAServer() {
    server.stop();
    assertEndsInTime(bus(server.address()));
  }

  @Test
  void closeEndsBothLoopsInTimeWhileTheNetworkIsStalled() {
    ValkeyTableBus bus = bus(proxy.address());
    get(bus.open(TABLE, initial("v"), ""));
    proxy.stall();
    assertEndsInTime(bus);
  }

  private void assertEndsInTime(ValkeyTableBus bus) {
    String json = "\"" + "x".repeat(TableRoll.MAX_ROLL_CHARS - 2) + "\"";
    List<CompletableFuture<Optional<Entry>>> published = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      TableRoll roll = new TableRoll(ANA, Audience.ALL, "", json, 1, 0);
      published.add(bus.publish(TABLE, key(i), roll));
    }
    long start = System.nanoTime();

    bus.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(published).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("dicegate-bus"));
  }

  private ValkeyTableBus bus(ValkeyAddress address) {
    ValkeyTableBus bus =
        new ValkeyTableBus(address, SETTINGS, metrics, new Incidents(metrics), System::nanoTime);
    buses.add(bus);
    bus.start(THREADS);
    clock.add(bus::tick);
    return bus;
  }

  private static RecordingListener subscribed(TableBus bus, TableId table) {
    RecordingListener listener = new RecordingListener();
    bus.subscribe(table, listener);
    assertThat(listener.next()).isEqualTo("subscribed");
    return listener;
  }

  /** Repeats a call while the bus is unavailable, a few times of some seconds each. */
  private static <T> T eventually(Supplier<CompletableFuture<T>> call) {
    for (int attempt = 0; attempt < 4; attempt++) {
      try {
        return get(call.get());
      } catch (BusUnavailableException e) {
        System.getLogger("test").log(System.Logger.Level.DEBUG, "not yet", e);
      }
    }
    return get(call.get());
  }
}
