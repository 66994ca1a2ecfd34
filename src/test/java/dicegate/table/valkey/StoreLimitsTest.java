package dicegate.table.valkey;

import static dicegate.table.log.TableBusContract.ANA;
import static dicegate.table.log.TableBusContract.SETTINGS;
import static dicegate.table.log.TableBusContract.TABLE;
import static dicegate.table.log.TableBusContract.THREADS;
import static dicegate.table.log.TableBusContract.get;
import static dicegate.table.log.TableBusContract.key;
import static dicegate.table.log.TableBusContract.largeRoll;
import static dicegate.table.log.TableBusContract.publish;
import static dicegate.table.log.TableBusContract.roll;
import static dicegate.table.log.TablePolicy.initial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.table.Ticker;
import dicegate.table.log.Audience;
import dicegate.table.log.Entry;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.TableId;
import dicegate.table.log.TableRefusedException;
import dicegate.table.log.TableRoll;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;

/** What strangers may store on a real server: tables, bytes, and its memory in all. */
final class StoreLimitsTest {

  private static final int MAX_MEMORY = 64 * 1024 * 1024;
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private final RedisServer server = RedisServer.start("--maxmemory", Integer.toString(MAX_MEMORY));
  private final Jedis jedis = server.jedis();
  private final Ticker clock = new Ticker();
  private final Metrics metrics = new Metrics();
  private final ValkeyTableBus bus =
      new ValkeyTableBus(
          server.address(), SETTINGS, metrics, new Incidents(metrics), System::nanoTime);

  StoreLimitsTest() {
    bus.start(THREADS);
    clock.add(bus::tick);
  }

  @AfterEach
  void close() {
    clock.close();
    bus.close();
    jedis.close();
    server.close();
  }

  @Test
  void floodOfTheLargestRollsLeavesTheServerAlmostEmpty() {
    List<CompletableFuture<?>> published = new ArrayList<>();
    for (int table = 0; table < 10; table++) {
      TableId id = new TableId("flood-" + table);
      get(bus.open(id, initial("v"), "stranger"));
      for (int i = 0; i < 500; i++) {
        published.add(
            bus.publish(id, IdempotencyKey.of(id.text(), Integer.toString(i), ""), largeRoll(i)));
      }
      published.forEach(future -> get(future));
      published.clear();
    }

    // 160 MB were published.
    assertThat(server.usedBytes()).isLessThan(10 * 2 * SETTINGS.historyChars() + 4_000_000);
  }

  @Test
  void historyThatAnOlderVersionWroteIsCountedWhenTheNextRollIsPublished() {
    get(bus.open(TABLE, initial("v"), ""));
    for (int i = 1; i <= 3; i++) {
      get(bus.publish(TABLE, key(i), largeRoll(i)));
    }
    for (int i = 4; i <= 12; i++) {
      publishAsAnOlderVersion(i);
    }

    Entry last = publish(bus, 13);

    assertThat(last.offset()).isEqualTo(13);
    List<Entry> kept = get(bus.newest(TABLE, Long.MAX_VALUE, 100)).entries();
    assertThat(kept).extracting(Entry::offset).containsExactly(6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
    assertThat(bytes(kept)).isLessThan(SETTINGS.historyChars());
  }

  @Test
  void ownersAreNotStoredByTheirAddresses() {
    get(bus.open(TABLE, initial("v"), "203.0.113.77"));

    assertThat(jedis.keys("*")).noneMatch(stored -> stored.contains("203.0.113"));
    assertThat(jedis.zrange("dicegate:tables", 0, -1))
        .hasSize(1)
        .allMatch(listed -> listed.matches("[A-Za-z0-9_-]{4} " + TABLE));
  }

  @Test
  void listsForgetTablesThatExpired() {
    get(bus.open(TABLE, initial("v"), "owner"));
    jedis.del(new Keys(TABLE).meta());
    for (String list : jedis.keys("dicegate:tables*")) {
      jedis.zrange(list, 0, -1).forEach(listed -> jedis.zadd(list, 1, listed));
    }

    get(bus.open(new TableId("other"), initial("v"), "another"));

    assertThat(jedis.zrange("dicegate:tables", 0, -1))
        .hasSize(1)
        .allMatch(x -> x.endsWith("other"));
    assertThat(jedis.zcard("dicegate:owners")).isOne();
  }

  @Test
  void roomForTablesIsMadeByTheOwnerThatHasMost() {
    open("a1", "aaaa", 3);
    open("b1", "bbbb", 3);
    open("a2", "aaaa", 3);

    assertThat(open("c1", "cccc", 3)).isEqualTo(List.of("epoch", "v", "0", "", "", "0", "1"));

    assertThat(jedis.exists("dicegate:{b1}:meta")).isTrue();
    assertThat(jedis.exists("dicegate:{c1}:meta")).isTrue();
    assertThat(jedis.zcard("dicegate:tables")).isEqualTo(3);
    for (String used : List.of("a1", "a2", "b1", "c1")) {
      jedis.hset("dicegate:{" + used + "}:who", "node", "members");
    }
    assertThat(open("d1", "dddd", 3)).isEqualTo(List.of("full"));
  }

  @Test
  void reservedNamesAreLimited() {
    for (int i = 0; i < 5; i++) {
      open("n" + i, "aaaa", 1);
    }

    assertThat(jedis.zrange("dicegate:reserved", 0, -1)).hasSize(2);
    assertThat(jedis.keys("*:was")).hasSize(2);
  }

  @Test
  void dearestRollsAreRefusedFirstAsTheMemoryFills() {
    get(bus.open(TABLE, initial("v"), ""));
    awaitUsed(used -> used > 0 && used < 0.5);
    assertThat(get(bus.publish(TABLE, key(1), rollOf(16_000)))).isPresent();

    server.fill("filling-0.82", (long) (0.82 * MAX_MEMORY));
    awaitUsed(used -> used >= 0.8);
    assertRefused(2, 5_000);
    assertThat(get(bus.publish(TABLE, key(3), rollOf(3_000)))).isPresent();

    server.fill("filling-0.92", (long) (0.92 * MAX_MEMORY));
    awaitUsed(used -> used >= 0.9);
    assertRefused(4, 1_000);
    assertThat(get(bus.publish(TABLE, key(5), roll(5)))).isPresent();
    assertThatThrownBy(() -> get(bus.open(new TableId("other"), initial("v"), "")))
        .isInstanceOf(TableRefusedException.class)
        .hasMessageContaining("MEMORY");
    assertThat(get(bus.open(TABLE, initial("v"), "")).epoch())
        .as("of a table that exists")
        .isNotEmpty();

    jedis.del("filling-0.82", "filling-0.92");
    awaitUsed(used -> used < 0.5);
    assertThat(get(bus.publish(TABLE, key(4), rollOf(16_000)))).isPresent();
  }

  private void assertRefused(int number, int chars) {
    assertThatThrownBy(() -> get(bus.publish(TABLE, key(number), rollOf(chars))))
        .isInstanceOf(TableRefusedException.class)
        .hasMessageContaining("MEMORY");
  }

  private static TableRoll rollOf(int chars) {
    return new TableRoll(ANA, Audience.ALL, "", "\"" + "x".repeat(chars) + "\"", 1, 0);
  }

  private void awaitUsed(DoublePredicate reached) {
    long start = System.nanoTime();
    while (!reached.test(bus.memoryUsed())) {
      assertThat(System.nanoTime() - start).as("used %s", bus.memoryUsed()).isLessThan(LIMIT_NANOS);
      Thread.onSpinWait();
    }
  }

  /** Publishes without a count of the size, and with a limit of entries alone. */
  private void publishAsAnOlderVersion(int number) {
    Keys keys = new Keys(TABLE);
    long offset = jedis.hincrBy(keys.meta(), "head", 1);
    jedis.hset(keys.meta(), "tag", "old");
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("t", "old");
    fields.put("e", EntryCodec.write(largeRoll(number)));
    jedis.xadd(keys.rolls(), new StreamEntryID(offset, 0), fields);
  }

  private static int bytes(List<Entry> entries) {
    return entries.stream().mapToInt(entry -> entry.roll().roll().length()).sum();
  }

  /** Opens a table with limits of two reserved names and a number of tables in all. */
  private Object open(String table, String owner, int tables) {
    Keys keys = new Keys(new TableId(table));
    return jedis.eval(
        Script.OPEN.source(),
        List.of(keys.meta(), keys.rolls(), keys.reservation()),
        List.of("epoch", "v", "3600", owner, table, "256", Integer.toString(tables), "2", "", ""));
  }
}
