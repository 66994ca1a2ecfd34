package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bus of a single node: the contract, and its limits. */
final class LocalTableBusTest extends TableBusContract {

  private final AtomicLong clock = new AtomicLong();
  private final LocalTableBus bus = new LocalTableBus(SETTINGS, clock::get);

  @AfterEach
  void close() {
    bus.close();
  }

  @Override
  protected TableBus bus() {
    return bus;
  }

  @Test
  void tableWithoutListenerIsDiscardedAfterTheIdleTime() {
    String epoch = get(bus.open(TABLE, "v")).epoch();
    publish(bus, 1);
    clock.addAndGet(SETTINGS.idle().toNanos() - 1);
    bus.tick();
    assertThat(get(bus.read(TABLE, 1, 1)).epoch()).isEqualTo(epoch);

    clock.addAndGet(1);
    bus.tick();

    assertThat(get(bus.read(TABLE, 1, 1)).epoch()).isEmpty();
    assertThat(get(bus.open(TABLE, "v")).epoch()).isNotEqualTo(epoch);
  }

  @Test
  void tableWithListenerIsKept() {
    String epoch = get(bus.open(TABLE, "v")).epoch();
    publish(bus, 1);
    bus.subscribe(TABLE, new RecordingListener());

    clock.addAndGet(10 * SETTINGS.idle().toNanos());
    bus.tick();

    assertThat(get(bus.read(TABLE, 1, 1)).epoch()).isEqualTo(epoch);
    bus.unsubscribe(TABLE);
    clock.addAndGet(SETTINGS.idle().toNanos() - 1);
    bus.tick();
    assertThat(get(bus.read(TABLE, 1, 1)).epoch()).isEqualTo(epoch);
  }

  @Test
  void tableWithoutRollsIsDiscardedWithItsLastListener() {
    get(bus.open(TABLE, "v"));
    bus.subscribe(TABLE, new RecordingListener());

    bus.unsubscribe(TABLE);

    assertThat(bus.size()).isZero();
  }

  @Test
  void newTableEvictsTheLongestIdleOne() {
    LocalTableBus small =
        new LocalTableBus(new TableSettings(2, 50, 10, Duration.ofHours(1)), clock::get);
    TableId first = new TableId("first");
    TableId second = new TableId("second");
    get(small.open(first, "v"));
    get(small.open(second, "v"));
    small.subscribe(first, new RecordingListener());

    get(small.open(TABLE, "v"));

    assertThat(get(small.read(first, 1, 1)).epoch()).isNotEmpty();
    assertThat(get(small.read(second, 1, 1)).epoch()).isEmpty();
    small.subscribe(TABLE, new RecordingListener());
    assertThatThrownBy(() -> get(small.open(second, "v")))
        .isInstanceOf(BusUnavailableException.class);
  }

  @Test
  void keysAreForgottenAfterTwoMinutesAndAHalf() {
    get(bus.open(TABLE, "v"));
    publish(bus, 1);
    clock.addAndGet(Duration.ofSeconds(149).toNanos());
    bus.tick();
    assertThat(publish(bus, 1).offset()).isOne();

    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    bus.tick();

    assertThat(publish(bus, 1).offset()).isEqualTo(2);
  }

  @Test
  void historiesOverTheBudgetAreCutDown() {
    LocalTableBus large =
        new LocalTableBus(new TableSettings(1_000, 50, 1_000, Duration.ofHours(1)), clock::get);
    String json = "\"" + "x".repeat(TableRoll.MAX_ROLL_CHARS - 2) + "\"";
    TableRoll roll = new TableRoll(ANA, Audience.ALL, "", json, 1, 0);
    for (int table = 0; table < 9; table++) {
      TableId id = new TableId("t" + table);
      get(large.open(id, "v"));
      for (int i = 0; i < 1_000; i++) {
        get(large.publish(id, IdempotencyKey.of("s", table + "." + i), roll));
      }
    }
    TableId last = new TableId("t8");

    assertThat(get(large.newest(new TableId("t0"), 1_000)).entries()).hasSize(1_000);
    assertThat(get(large.newest(last, 1_000)).entries()).hasSizeLessThan(1_000).isNotEmpty();
    assertThat(get(large.open(last, "v")).head()).isEqualTo(1_000);
  }

  @Test
  void callAfterCloseFails() {
    bus.close();

    assertThatThrownBy(() -> get(bus.open(TABLE, "v"))).isInstanceOf(BusUnavailableException.class);
  }
}
