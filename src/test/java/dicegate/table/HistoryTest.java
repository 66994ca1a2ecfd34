package dicegate.table;

import static dicegate.table.log.TableBusContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.Role;
import dicegate.table.log.ScriptedTableBus;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableBusContract;
import dicegate.table.log.TableId;
import dicegate.table.log.TableSettings;
import dicegate.telemetry.Metrics;
import dicegate.verify.PlayerSeries;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.JsonCodec;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The older entries of a table that keeps many. */
final class HistoryTest {

  private static final TableId TABLE = TableBusContract.TABLE;
  private static final TableSettings SETTINGS =
      new TableSettings(10, 50, 3_000, Duration.ofHours(1));
  private static final TableKey GM = TableKey.random();

  /** The client of a seat that only reads the history. */
  private static final FrameSink UNREAD =
      new FrameSink() {
        @Override
        public void enqueue(String frame) {}

        @Override
        public void drain() {}
      };

  private static final long NEWEST = Long.MAX_VALUE;

  private final JsonCodec json = new JsonCodec();
  private final ScriptedTableBus bus = new ScriptedTableBus(SETTINGS);
  private final Tables tables =
      new Tables(bus, SETTINGS, json, new Metrics(), () -> 0, () -> 1_763_000_000_000L);
  private int rolled;

  @AfterEach
  void close() {
    tables.close();
    json.close();
  }

  @Test
  void pagesLeadToTheOldestEntry() {
    Seat ana = seat("Ana", Role.GM);
    roll(250);

    List<Long> seen = new ArrayList<>();
    long before = NEWEST;
    do {
      HistoryAnswer.Entries page = page(ana.history(before, 100, false));
      seen.addAll(0, offsets(page));
      before = page.next();
    } while (before > 0);

    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 250).boxed().toList());
    assertThat(page(ana.history(1, 100, false)).frames()).isEmpty();
  }

  @Test
  void pageHasOnlyWhatItsReaderMaySee() {
    Seat ana = seat("Ana", Role.GM);
    Seat bo = seat("Bo", Role.PLAYER);
    Seat cy = seat("Cy", Role.PLAYER);
    share(bo, Audience.ALL, "{\"total\":1}");
    share(bo, Audience.GM, "{\"total\":2}");
    share(bo, Audience.BLIND, "{\"expr\":\"1d6\",\"total\":3}");
    share(cy, Audience.GM, "{\"total\":4}");

    assertThat(page(ana.history(NEWEST, 10, false)).frames())
        .hasSize(4)
        .noneMatch(frame -> frame.contains("hidden"));
    List<String> seenByBo = page(bo.history(NEWEST, 10, false)).frames();
    assertThat(seenByBo).hasSize(3);
    assertThat(seenByBo.get(2))
        .contains("\"hidden\":true")
        .contains("\"expr\":\"1d6\"")
        .doesNotContain("total");
    HistoryAnswer.Entries newest = page(cy.history(NEWEST, 3, false));
    assertThat(newest.frames()).hasSize(1).first().asString().contains("\"total\":4");
    assertThat(newest.next()).isEqualTo(2);
    // Nothing to see in this page, and older entries before it.
    HistoryAnswer.Entries hidden = page(cy.history(4, 2, false));
    assertThat(hidden.frames()).isEmpty();
    assertThat(hidden.next()).isEqualTo(2);
  }

  @Test
  void seatReadsOnePageAtATime() {
    Seat ana = seat("Ana", Role.GM);
    Seat bo = seat("Bo", Role.PLAYER);
    roll(3);
    bus.holdAnswers();

    CompletableFuture<HistoryAnswer> first = ana.history(NEWEST, 2, false);
    CompletableFuture<HistoryAnswer> second = ana.history(NEWEST, 2, false);
    CompletableFuture<HistoryAnswer> other = bo.history(NEWEST, 2, false);

    assertThat(second).isCompletedWithValue(new HistoryAnswer.Refused(ErrorCode.BUSY));
    bus.releaseAnswers();
    assertThat(offsets(page(first))).containsExactly(2L, 3L);
    assertThat(offsets(page(other))).containsExactly(2L, 3L);
    assertThat(offsets(page(ana.history(2, 2, false)))).containsExactly(1L);
  }

  @Test
  void unreachableTableIsRefusedAndReadAgainLater() {
    Seat ana = seat("Ana", Role.GM);
    roll(1);
    bus.setUnavailable(true);

    assertThat(get(ana.history(NEWEST, 2, false)))
        .isEqualTo(new HistoryAnswer.Refused(ErrorCode.TABLE_UNAVAILABLE));

    bus.setUnavailable(false);
    assertThat(offsets(page(ana.history(NEWEST, 2, false)))).containsExactly(1L);
  }

  @Test
  void newcomerGetsAPageAndReadsTheRest() {
    seat("Ana", Role.GM);
    roll(TableBus.MAX_PAGE + 200);

    SeatProbe bo = new SeatProbe();
    Seat seat = seat(bo, "Bo", Role.PLAYER, "");

    assertThat(bo.offsets()).isEqualTo(LongStream.rangeClosed(201, 1_200).boxed().toList());
    assertThat(offsets(page(seat.history(bo.offsets().getFirst(), 200, false))))
        .isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void memberWhoMissedMoreThanAPageGetsTheNewest() {
    seat("Ana", Role.GM);
    SeatProbe before = new SeatProbe();
    Seat bo = seat(before, "Bo", Role.PLAYER, "");
    roll(1);
    bo.leave();
    roll(TableBus.MAX_PAGE);

    SeatProbe after = new SeatProbe();
    seat(after, "Bo", Role.PLAYER, before.position().text());

    assertThat(after.last("joined").getBoolean("resumed")).isFalse();
    assertThat(after.offsets()).isEqualTo(LongStream.rangeClosed(2, 1_001).boxed().toList());
  }

  private void roll(int count) {
    for (int i = 0; i < count; i++) {
      rolled++;
      assertThat(bus.publishElsewhere(TABLE, "k" + rolled, TableBusContract.roll(rolled)).offset())
          .isPositive();
    }
  }

  private void share(Seat seat, Audience to, String roll) {
    rolled++;
    IdempotencyKey key = IdempotencyKey.of(seat.member().id(), Integer.toString(rolled), "");
    assertThat(get(seat.share(key, Addressees.of(to), "", roll, ProofFor.NONE)))
        .isInstanceOf(ShareAnswer.Shared.class);
  }

  private Seat seat(String name, Role role) {
    return seat(UNREAD, name, role, "");
  }

  private Seat seat(FrameSink sink, String name, Role role, String resume) {
    String key = GM.forRole(role).orElseThrow().text();
    JoinAnswer answer =
        get(
            tables.join(
                new JoinRequest(
                    null,
                    "",
                    "",
                    TABLE.text(),
                    name,
                    "",
                    "",
                    key,
                    "",
                    resume,
                    PlayerSeries.ofTableRolls(TestSeries.SOURCE)),
                sink));
    assertThat(answer).isInstanceOf(JoinAnswer.Joined.class);
    return ((JoinAnswer.Joined) answer).seat();
  }

  private static HistoryAnswer.Entries page(CompletableFuture<HistoryAnswer> answer) {
    HistoryAnswer page = get(answer);
    assertThat(page).isInstanceOf(HistoryAnswer.Entries.class);
    return (HistoryAnswer.Entries) page;
  }

  private static List<Long> offsets(HistoryAnswer.Entries page) {
    return page.frames().stream().map(HistoryTest::offset).toList();
  }

  private static long offset(String frame) {
    JsonObject object = Json.createReader(new StringReader(frame)).readObject();
    return object.getJsonNumber("seq").longValueExact();
  }
}
