package dicegate.table;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.log.Audience;
import dicegate.table.log.Entry;
import dicegate.table.log.EntryPage;
import dicegate.table.log.ScriptedTableBus;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableBusContract;
import dicegate.table.log.TableId;
import dicegate.table.log.TableSettings;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.json.JsonCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables in a storm: members come, go and come back while rings are lost, repeated and late,
 * answers come in any order, and the server is away, lost and replaced; all from one seed. Whatever
 * was, in each calm every screen shows what the server has.
 */
final class TableStormTest {

  private static final TableId TABLE = TableBusContract.TABLE;
  private static final TableKey GM = TableKey.random();
  private static final int CALMS = 5;
  private static final int STEPS = 50;
  private static final int MOST_SEATS = 6;

  private final JsonCodec json = new JsonCodec();

  @AfterEach
  void close() {
    json.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void everyScreenIsWholeInEachCalm(int series) {
    for (int seed = 0; seed < 25; seed++) {
      new Storm(1_000L * series + seed, 30, true).run();
    }
  }

  @Test
  void nobodyBeginsAnewAsLongAsTheServerKeepsWhatItHas() {
    long gaps = 0;
    for (int seed = 0; seed < 50; seed++) {
      Storm storm = new Storm(seed, TableBus.MAX_PAGE, false);
      storm.run();
      gaps += storm.metrics.total(Counter.TABLE_GAPS);
    }
    assertThat(gaps).isPositive();
  }

  /** One client: the seat it asked for, and what it has on its screen. */
  private record Guest(SeatProbe screen, CompletableFuture<JoinAnswer> answer) {

    boolean sits() {
      return answer.isDone() && answer.join() instanceof JoinAnswer.Joined;
    }

    void leave() {
      if (answer.join() instanceof JoinAnswer.Joined joined) {
        joined.seat().leave();
      }
    }
  }

  private final class Storm {

    private final Metrics metrics = new Metrics();
    private final AtomicLong clock = new AtomicLong();
    private final ScriptedTableBus bus;
    private final Tables tables;
    private final List<Guest> guests = new ArrayList<>();
    private final List<Entry> late = new ArrayList<>();
    private final long seed;
    private final Random random;
    private final boolean serverFails;
    private int rolled;

    Storm(long seed, int history, boolean serverFails) {
      TableSettings settings = new TableSettings(9, 50, history, Duration.ofHours(1));
      this.bus = new ScriptedTableBus(settings);
      this.tables = new Tables(bus, settings, json, metrics, clock::get, () -> 1);
      this.seed = seed;
      this.random = new Random(seed);
      this.serverFails = serverFails;
    }

    void run() {
      come(new SeatProbe());
      for (int calm = 0; calm < CALMS; calm++) {
        bus.holdAnswers();
        bus.holdRings();
        for (int step = 0; step < STEPS; step++) {
          step();
        }
        calm();
        assertAllShowWhatIsKept();
      }
      tables.close();
    }

    private void assertAllShowWhatIsKept() {
      EntryPage page = bus.content(TABLE);
      List<StreamPosition> kept =
          page.entries().stream()
              .map(entry -> new StreamPosition(page.epoch(), entry.offset(), entry.tag()))
              .toList();
      for (Guest guest : guests) {
        if (guest.sits()) {
          assertShows(guest.screen(), kept);
        }
      }
      assertThat(guests.stream().filter(Guest::sits).count()).as("seed %d", seed).isPositive();
    }

    private void assertShows(SeatProbe guest, List<StreamPosition> kept) {
      List<StreamPosition> screen = guest.screen();
      assertThat(screen).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(kept.size());
      assertThat(screen.subList(screen.size() - kept.size(), screen.size()))
          .as("seed %d", seed)
          .isEqualTo(kept);
      assertThat(guest.isSettled()).as("seed %d", seed).isTrue();
      if (!serverFails) {
        assertThat(guest.frames("joined")).as("seed %d", seed).hasSize(1);
      }
    }

    private void step() {
      int dice = random.nextInt(100);
      if (dice < 45) {
        answer();
      } else if (dice < 60) {
        ring();
      } else if (dice < 80) {
        roll();
      } else if (dice < 86) {
        comeOrGo();
      } else if (dice < 92) {
        tick();
      } else if (dice < 97) {
        loseOrFindTheSubscription();
      } else if (serverFails) {
        fail();
      }
    }

    private void answer() {
      if (bus.waiting() > 0) {
        bus.runOne(random.nextInt(bus.waiting()));
      }
    }

    /* Some of what rang comes, in its order or not, now or later, once or twice or never. */
    private void ring() {
      late.addAll(bus.heldRings());
      bus.forgetHeldRings();
      while (!late.isEmpty() && random.nextInt(5) > 0) {
        Entry entry = late.get(random.nextInt(Math.min(3, late.size())));
        if (random.nextInt(4) > 0) {
          late.remove(entry);
        }
        if (random.nextInt(8) > 0) {
          bus.ring(entry);
        }
      }
    }

    private void roll() {
      rolled++;
      if (serverKnowsTheTable()) {
        bus.publishElsewhere(TABLE, "k" + rolled, TableBusContract.roll(rolled));
      }
      guests.stream()
          .filter(Guest::sits)
          .findAny()
          .ifPresent(
              guest -> {
                JoinAnswer.Joined joined = (JoinAnswer.Joined) guest.answer().join();
                CompletableFuture<ShareAnswer> shared =
                    joined
                        .seat()
                        .share(TableBusContract.key(rolled), Audience.ALL, "", "{\"total\":1}");
                assertThat(shared).isNotCompletedExceptionally();
              });
    }

    private boolean serverKnowsTheTable() {
      return !bus.content(TABLE).epoch().isEmpty();
    }

    private void comeOrGo() {
      if (guests.size() < MOST_SEATS) {
        come(new SeatProbe());
        return;
      }
      Guest guest = guests.get(random.nextInt(guests.size()));
      if (!guest.answer().isDone()) {
        return;
      }
      guest.leave();
      guests.remove(guest);
      if (guest.sits() && random.nextBoolean()) {
        SeatProbe back = new SeatProbe();
        back.takeOver(guest.screen());
        come(back);
      }
    }

    private void come(SeatProbe screen) {
      StreamPosition position = screen.position();
      String resume = screen.screen().isEmpty() ? "" : position.text();
      JoinRequest request = new JoinRequest(null, TABLE.text(), "Ana", "", GM.text(), "", resume);
      guests.add(new Guest(screen, tables.join(request, screen)));
    }

    private void tick() {
      clock.addAndGet(1_000_000_000L);
      tables.tick();
    }

    private void loseOrFindTheSubscription() {
      if (bus.isDeaf()) {
        bus.hear();
      } else {
        late.clear();
        bus.deafen();
      }
    }

    private void fail() {
      switch (random.nextInt(4)) {
        case 0 -> bus.beAway(true);
        case 1 -> bus.beAway(false);
        case 2 -> {
          late.clear();
          bus.deafen();
          bus.lose();
        }
        default -> {
          EntryPage page = bus.content(TABLE);
          if (!page.entries().isEmpty()) {
            late.clear();
            bus.deafen();
            long head = page.entries().get(page.entries().size() - 1).offset();
            bus.failOver(TABLE, Math.max(0, head - random.nextInt(4)));
          }
        }
      }
    }

    private void calm() {
      bus.beAway(false);
      bus.releaseAnswers();
      bus.dropHeldRings();
      late.clear();
      if (bus.isDeaf()) {
        bus.hear();
      }
      for (int second = 0; second < 5; second++) {
        tick();
      }
      come(new SeatProbe());
      rolled++;
      bus.publishElsewhere(TABLE, "k" + rolled, TableBusContract.roll(rolled));
    }
  }
}
