package dicegate.table.valkey;

import static dicegate.table.log.TablePolicy.initial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.table.Ticker;
import dicegate.table.log.Audience;
import dicegate.table.log.BusUnavailableException;
import dicegate.table.log.Entry;
import dicegate.table.log.EntryPage;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableBusContract;
import dicegate.table.log.TableId;
import dicegate.table.log.TableSettings;
import dicegate.table.log.TableState;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** The bus on a real server: the contract, and restarts, kills and failovers. */
final class ValkeyTableBusTest extends TableBusContract {

  private final RedisServer server = RedisServer.start("--appendonly", "yes");
  private final Metrics metrics = new Metrics();
  private final List<ValkeyTableBus> buses = new ArrayList<>();
  private final Ticker clock = new Ticker();

  @AfterEach
  void close() {
    clock.close();
    buses.forEach(ValkeyTableBus::close);
    server.close();
  }

  @Override
  protected ValkeyTableBus bus() {
    return bus(server.address());
  }

  @Override
  protected ValkeyTableBus bus(TableSettings settings) {
    return bus(server.address(), settings);
  }

  private ValkeyTableBus bus(ValkeyAddress address) {
    return bus(address, SETTINGS);
  }

  private ValkeyTableBus bus(ValkeyAddress address, TableSettings settings) {
    ValkeyTableBus bus =
        new ValkeyTableBus(address, settings, metrics, new Incidents(metrics), System::nanoTime);
    buses.add(bus);
    bus.start(THREADS);
    clock.add(bus::tick);
    return bus;
  }

  @Test
  void nodesGetEachOthersRollsInOneOrder() {
    TableBus one = bus();
    TableBus other = bus();
    get(one.open(TABLE, initial("v"), ""));
    RecordingListener listenerOne = new RecordingListener();
    RecordingListener listenerOther = new RecordingListener();
    one.subscribe(TABLE, listenerOne);
    other.subscribe(TABLE, listenerOther);
    assertThat(listenerOne.next()).isEqualTo("subscribed");
    assertThat(listenerOther.next()).isEqualTo("subscribed");

    List<CompletableFuture<Optional<Entry>>> published = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      published.add((i % 2 == 0 ? one : other).publish(TABLE, key(i), roll(i)));
    }
    published.forEach(TableBusContract::get);

    for (long offset = 1; offset <= 100; offset++) {
      String entry = listenerOne.next();
      assertThat(entry).startsWith("Entry[offset=" + offset + ",");
      assertThat(listenerOther.next()).isEqualTo(entry);
    }
  }

  @Test
  void presenceIsNotifiedToOtherNodesWhenItChanges() {
    TableBus one = bus();
    TableBus other = bus();
    get(one.open(TABLE, initial("v"), ""));
    RecordingListener listener = new RecordingListener();
    other.subscribe(TABLE, listener);
    listener.next();

    get(one.present(TABLE, List.of(ANA), Set.of()));

    assertThat(listener.next()).isEqualTo("presence");
    assertThat(get(other.present(TABLE, List.of(BO), Set.of())).members())
        .containsExactlyInAnyOrder(ANA, BO);
    assertThat(listener.next()).isEqualTo("presence");
    get(one.present(TABLE, List.of(ANA), Set.of()));
    get(one.present(TABLE, List.of(), Set.of()));
    assertThat(listener.next()).isEqualTo("presence");
    publish(one, 1);
    assertThat(listener.next()).contains("offset=1");
    assertThat(get(other.present(TABLE, List.of(BO), Set.of())).members()).containsExactly(BO);
  }

  @Test
  void reportOfADeadNodeExpires() {
    TableBus one = bus();
    TableBus other = bus();
    get(one.open(TABLE, initial("v"), ""));
    get(one.present(TABLE, List.of(ANA), Set.of()));
    try (Jedis jedis = server.jedis()) {
      // As if the report had expired long ago.
      String present = new Keys(TABLE).present();
      Map<String, String> reports = jedis.hgetAll(present);
      reports.forEach(
          (node, text) -> jedis.hset(present, node, "1" + text.substring(text.indexOf('\n'))));
    }

    assertThat(get(other.present(TABLE, List.of(BO), Set.of())).members()).containsExactly(BO);
  }

  @Test
  void repeatedlyKilledConnectionsLoseAndRepeatNothing() throws Exception {
    ValkeyTableBus bus =
        bus(server.address(), new TableSettings(10, 50, 1_000, Duration.ofHours(1)));
    get(bus.open(TABLE, initial("v"), ""));
    Collector collector = new Collector(bus);
    bus.subscribe(TABLE, collector);

    List<CompletableFuture<Optional<Entry>>> published = new ArrayList<>();
    try (Jedis jedis = server.jedis()) {
      for (int i = 1; i <= 500; i++) {
        published.add(bus.publish(TABLE, key(i), roll(i)));
        if (i % 50 == 0) {
          jedis.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
        }
        if (i % 100 == 0) {
          jedis.clientKill(
              new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
        }
        get(published.get(published.size() - 1));
      }
    }

    for (int i = 0; i < 500; i++) {
      assertThat(get(published.get(i)).orElseThrow().offset()).isEqualTo(i + 1);
    }
    collector.awaitAll(500);
    assertThat(metrics.total(Counter.BUS_CONNECTIONS_LOST)).isPositive();
  }

  @Test
  void rollsPublishedDuringARestartAreKeptOnce() {
    ValkeyTableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    publish(bus, 1);

    server.stop();
    List<CompletableFuture<Optional<Entry>>> meanwhile = new ArrayList<>();
    for (int i = 2; i <= 6; i++) {
      meanwhile.add(bus.publish(TABLE, key(i), roll(i)));
    }
    server.restart();

    assertThat(meanwhile).extracting(one -> get(one).orElseThrow().offset()).hasSize(5);
    EntryPage page = get(bus.read(TABLE, 1, 100));
    assertThat(page.entries())
        .extracting(entry -> entry.roll().roll())
        .containsExactly(
            "{\"total\":1}",
            "{\"total\":2}",
            "{\"total\":3}",
            "{\"total\":4}",
            "{\"total\":5}",
            "{\"total\":6}");
  }

  @Test
  void killedServerIsReportedWithinSecondsAndUsedAgain() {
    ValkeyTableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    RecordingListener listener = new RecordingListener();
    bus.subscribe(TABLE, listener);
    assertThat(listener.next()).isEqualTo("subscribed");

    server.kill();

    assertThat(listener.next()).isEqualTo("unsubscribed");
    assertThatThrownBy(() -> get(bus.publish(TABLE, key(1), roll(1))))
        .isInstanceOf(BusUnavailableException.class);
    server.restart();
    assertThat(listener.next()).isEqualTo("subscribed");
    assertThat(get(bus.publish(TABLE, key(2), roll(2)))).isPresent();
  }

  @Test
  void hangingServerIsReportedWithinSecondsAndUsedAgain() {
    ValkeyTableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    RecordingListener listener = new RecordingListener();
    bus.subscribe(TABLE, listener);
    assertThat(listener.next()).isEqualTo("subscribed");

    server.freeze();

    CompletableFuture<Optional<Entry>> publish = bus.publish(TABLE, key(1), roll(1));
    assertThat(listener.next()).isEqualTo("unsubscribed");
    assertThatThrownBy(() -> get(publish)).isInstanceOf(BusUnavailableException.class);
    server.thaw();
    assertThat(listener.next()).isEqualTo("subscribed");
    // Whether or not the server ran it after all, the same key makes one entry.
    assertThat(get(bus.publish(TABLE, key(1), roll(1))).orElseThrow().offset()).isOne();
  }

  @Test
  void laggedReplicaAssignsOffsetsAgainWithOtherTags() {
    try (RedisServer replica = RedisServer.start()) {
      ValkeyTableBus before = bus();
      TableState state = get(before.open(TABLE, initial("v"), ""));
      publish(before, 1);
      try (Jedis jedis = replica.jedis()) {
        jedis.replicaof("127.0.0.1", server.port());
        EntryPage first = get(before.read(TABLE, 1, 1));
        long start = System.nanoTime();
        while (!jedis.exists(new Keys(TABLE).rolls())) {
          assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        }
        jedis.replicaofNoOne();
        List<Entry> lost = new ArrayList<>();
        for (int i = 2; i <= 4; i++) {
          lost.add(publish(before, i));
        }

        ValkeyTableBus after = bus(replica.address());
        assertThat(get(after.open(TABLE, initial("v"), "")).epoch()).isEqualTo(state.epoch());
        assertThat(get(after.read(TABLE, 1, 10))).isEqualTo(first);
        Entry other = publish(after, 5);
        assertThat(other.offset()).isEqualTo(lost.get(0).offset());
        assertThat(other.tag()).isNotEqualTo(lost.get(0).tag());
      }
    }
  }

  @Test
  void scriptsLostByTheServerAreLoadedAgain() {
    ValkeyTableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    try (Jedis jedis = server.jedis()) {
      jedis.scriptFlush();
    }

    assertThat(publish(bus, 1).offset()).isOne();
  }

  @Test
  void tablesExpireAsConfigured() {
    ValkeyTableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    Keys keys = new Keys(TABLE);
    try (Jedis jedis = server.jedis()) {
      assertThat(jedis.ttl(keys.meta())).isBetween(3_590L, 3_600L);
      publish(bus, 1);
      for (String key : List.of(keys.meta(), keys.rolls())) {
        assertThat(jedis.ttl(key)).isBetween(3_590L, 3_600L);
      }
      assertThat(jedis.ttl(keys.published(key(1)))).isBetween(140L, 150L);
      jedis.expire(keys.meta(), 5);
      jedis.expire(keys.rolls(), 5);
      get(bus.present(TABLE, List.of(ANA), Set.of()));
      assertThat(jedis.ttl(keys.meta())).isBetween(3_590L, 3_600L);
      assertThat(jedis.ttl(keys.rolls())).isBetween(3_590L, 3_600L);
      assertThat(jedis.ttl(keys.present())).isBetween(50L, 60L);
    }
  }

  @Test
  void seatIsKeptForTwoMinutesByTheClockOfTheServer() {
    ValkeyTableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    get(bus.present(TABLE, List.of(), Set.of("bo-id")));
    try (Jedis jedis = server.jedis()) {
      String kept = new Keys(TABLE).kept();
      assertThat(jedis.ttl(kept)).isBetween(110L, 120L);
      long now = Long.parseLong(jedis.time().get(0));
      assertThat(jedis.zscore(kept, "bo-id")).isBetween(now + 110.0, now + 120.0);
      jedis.zadd(kept, now - 1.0, "bo-id");
    }

    assertThat(get(bus.present(TABLE, List.of(), Set.of())).kept()).isEmpty();
  }

  @Test
  void unreadableEntryKeepsItsOffsetAndIsHiddenFromAll() {
    ValkeyTableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    publish(bus, 1);
    try (Jedis jedis = server.jedis()) {
      Keys keys = new Keys(TABLE);
      jedis.hset(keys.meta(), Map.of("head", "2", "tag", "x"));
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("t", "x");
      fields.put("e", "99\nfrom the future");
      jedis.xadd(keys.rolls(), new StreamEntryID(2, 0), fields);
    }
    publish(bus, 3);

    List<Entry> entries = get(bus.read(TABLE, 1, 10)).entries();

    assertThat(entries).extracting(Entry::offset).containsExactly(1L, 2L, 3L);
    assertThat(entries.get(1).roll().to().audience()).isEqualTo(Audience.SELF);
    assertThat(metrics.total(Counter.BUS_ENTRIES_UNREADABLE)).isOne();
  }

  @Test
  void wrongPasswordIsUnavailable() {
    try (RedisServer locked = RedisServer.start("--requirepass", "secret")) {
      ValkeyTableBus wrong = bus(ValkeyAddress.parse("redis://:wrong@127.0.0.1:" + locked.port()));
      ValkeyTableBus right =
          bus(ValkeyAddress.parse("redis://:secret@127.0.0.1:" + locked.port() + "/3"));

      assertThatThrownBy(() -> get(wrong.open(TABLE, initial("v"), "")))
          .isInstanceOf(BusUnavailableException.class);
      assertThat(get(right.open(TABLE, initial("v"), "")).head()).isZero();
    }
  }

  @Test
  void closeEndsBothLoopsWhileTheServerHangs() {
    ValkeyTableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    server.freeze();
    CompletableFuture<TableState> open = bus.open(new TableId("other"), initial("v"), "");

    bus.close();

    assertThatThrownBy(() -> get(open)).isInstanceOf(BusUnavailableException.class);
    assertThatThrownBy(() -> get(bus.open(TABLE, initial("v"), "")))
        .isInstanceOf(BusUnavailableException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("dicegate-bus"));
  }

  /** Follows a table as a node does: by notifications, and a read after each subscription. */
  private static final class Collector extends RecordingListener {

    private final TableBus bus;
    private final Set<Long> offsets = new HashSet<>(); // guarded by this

    Collector(TableBus bus) {
      this.bus = bus;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a failed read shows as missing entries
    public void onSubscribed() {
      bus.newest(TABLE, Long.MAX_VALUE, TableBus.MAX_PAGE)
          .thenAccept(page -> page.entries().forEach(this::onEntry));
    }

    @Override
    public synchronized void onEntry(Entry entry) {
      offsets.add(entry.offset());
    }

    void awaitAll(int count) {
      long start = System.nanoTime();
      while (size() < count) {
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        Thread.onSpinWait();
      }
      assertThat(size()).isEqualTo(count);
    }

    private synchronized int size() {
      return offsets.size();
    }
  }
}
