package dicegate.table.log;

import static dicegate.table.log.TablePolicy.initial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bus of a single node: the contract, and its limits. */
final class LocalTableBusTest extends TableBusContract {

  private final Metrics metrics = new Metrics();
  private final AtomicLong clock = new AtomicLong();
  private final LocalTableBus bus = new LocalTableBus(SETTINGS, metrics, clock::get);

  @AfterEach
  void close() {
    bus.close();
  }

  @Override
  protected TableBus bus() {
    return bus;
  }

  @Override
  protected TableBus bus(TableSettings settings) {
    return new LocalTableBus(settings, metrics, clock::get);
  }

  @Test
  void tableWithoutListenerIsDiscardedAfterTheIdleTime() {
    String epoch = get(bus.open(TABLE, initial("v"), "")).epoch();
    publish(bus, 1);
    clock.addAndGet(SETTINGS.idle().toNanos() - 1);
    bus.tick();
    assertThat(get(bus.read(TABLE, 1, 1)).epoch()).isEqualTo(epoch);

    clock.addAndGet(1);
    bus.tick();

    assertThat(get(bus.read(TABLE, 1, 1)).epoch()).isEmpty();
    assertThat(get(bus.open(TABLE, initial("v"), "")).epoch()).isNotEqualTo(epoch);
  }

  @Test
  void tableWithListenerIsKept() {
    String epoch = get(bus.open(TABLE, initial("v"), "")).epoch();
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
  void rollByNobodyWhoIsThereStartsTheIdleTimeAgain() {
    String epoch = get(bus.open(TABLE, initial("v"), "")).epoch();
    clock.addAndGet(SETTINGS.idle().toNanos() - 1);
    publish(bus, 1);

    clock.addAndGet(SETTINGS.idle().toNanos() - 1);
    bus.tick();

    assertThat(get(bus.read(TABLE, 1, 1)).epoch()).isEqualTo(epoch);
    clock.addAndGet(1);
    bus.tick();
    assertThat(get(bus.find(TABLE))).isEmpty();
  }

  @Test
  void tableWithoutRollsIsKeptForTheIdleTime() {
    TableState made = get(bus.open(TABLE, initial("v"), ""));
    bus.subscribe(TABLE, new RecordingListener());
    bus.unsubscribe(TABLE);

    clock.addAndGet(SETTINGS.idle().toNanos() - 1);
    bus.tick();

    assertThat(get(bus.open(TABLE, initial("another"), ""))).isEqualTo(made);
    clock.addAndGet(1);
    bus.tick();
    assertThat(get(bus.read(TABLE, 1, 1)).epoch()).isEmpty();
  }

  @Test
  void roomIsMadeByTheOwnerThatHasMostRestingTables() {
    LocalTableBus small = small(3);
    TableId first = new TableId("first");
    TableId second = new TableId("second");
    get(small.open(TABLE, initial("v"), "victim"));
    get(small.open(first, initial("v"), "intruder"));
    get(small.open(second, initial("v"), "intruder"));

    get(small.open(new TableId("third"), initial("v"), "newcomer"));

    assertThat(get(small.read(TABLE, 1, 1)).epoch()).isNotEmpty();
    assertThat(get(small.read(first, 1, 1)).epoch()).isEmpty();
    assertThat(get(small.read(second, 1, 1)).epoch()).isNotEmpty();
    assertThat(metrics.total(Counter.TABLES_EVICTED)).isOne();
  }

  @Test
  void newTableIsRefusedWhenAllAreUsed() {
    LocalTableBus small = small(1);
    get(small.open(TABLE, initial("v"), ""));
    small.subscribe(TABLE, new RecordingListener());

    assertThatThrownBy(() -> get(small.open(new TableId("other"), initial("v"), "")))
        .isInstanceOf(TableRefusedException.class)
        .hasMessageContaining("TABLES");
  }

  @Test
  void reservationEndsAfterTheIdleTime() {
    LocalTableBus small = small(1);
    get(small.open(TABLE, initial("v"), "a"));
    get(small.open(new TableId("other"), initial("v"), "b"));
    clock.addAndGet(SETTINGS.idle().toNanos() - 1);
    small.tick();
    assertThat(get(small.open(TABLE, initial("another"), "c"))).isEqualTo(TableState.reserved("v"));

    clock.addAndGet(1);
    small.tick();

    assertThat(get(small.open(TABLE, initial("another"), "c")).verifier()).isEqualTo("another");
  }

  @Test
  void reservationsAreLimited() {
    LocalTableBus small = small(1);
    for (int i = 0; i <= ReservedNames.MAX_NAMES + 1; i++) {
      get(small.open(new TableId("n" + i), initial("v"), ""));
    }

    // The first was given up for the last.
    assertThat(get(small.open(new TableId("n1"), initial("another"), "")))
        .isEqualTo(TableState.reserved("v"));
    assertThat(get(small.open(new TableId("n0"), initial("another"), "")).verifier())
        .isEqualTo("another");
  }

  @Test
  void keysAreForgottenAfterTwoMinutesAndAHalf() {
    get(bus.open(TABLE, initial("v"), ""));
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
        new LocalTableBus(
            new TableSettings(2_000, 50, 100, Duration.ofHours(1)), metrics, clock::get);
    int tables = 1_200; // with 7 rolls of 32 Ki each
    TableRoll roll = largeRoll(1);
    for (int table = 0; table < tables; table++) {
      TableId id = new TableId("t" + table);
      get(large.open(id, initial("v"), ""));
      for (int i = 0; i < 9; i++) {
        get(large.publish(id, IdempotencyKey.of("s", table + "." + i, ""), roll));
      }
    }
    TableId last = new TableId("t" + (tables - 1));

    assertThat(get(large.newest(new TableId("t0"), Long.MAX_VALUE, 1_000)).entries()).hasSize(7);
    assertThat(get(large.newest(last, Long.MAX_VALUE, 1_000)).entries())
        .hasSizeLessThan(3)
        .isNotEmpty();
    assertThat(get(large.open(last, initial("v"), "")).head()).isEqualTo(9);
  }

  @Test
  void seatIsKeptForTwoMinutes() {
    get(bus.open(TABLE, initial("v"), ""));
    get(bus.present(TABLE, List.of(), Set.of("bo-id")));
    clock.addAndGet(Duration.ofSeconds(TableBus.SEAT_KEPT_SECONDS).toNanos() - 1);
    assertThat(get(bus.present(TABLE, List.of(), Set.of())).kept()).containsExactly("bo-id");

    clock.addAndGet(1);

    assertThat(get(bus.present(TABLE, List.of(), Set.of())).kept()).isEmpty();
  }

  @Test
  void callAfterCloseFails() {
    bus.close();

    assertThatThrownBy(() -> get(bus.open(TABLE, initial("v"), "")))
        .isInstanceOf(BusUnavailableException.class);
  }

  private LocalTableBus small(int tables) {
    return new LocalTableBus(
        new TableSettings(tables, 50, 10, SETTINGS.idle()), metrics, clock::get);
  }
}
