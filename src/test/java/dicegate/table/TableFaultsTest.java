package dicegate.table;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.log.Addressees;
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
import dicegate.verify.PlayerSeries;
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
 * Random faults: members join, leave and return while notifications are lost, repeated and late,
 * answers arrive in any order, and the server is unavailable, loses its tables and fails over; all
 * from one seed. After each recovery every screen has to show the entries on the server.
 */
final class TableFaultsTest {

  private static final TableId TABLE = TableBusContract.TABLE;
  private static final TableKey GM = TableKey.random();
  private static final int ROUNDS = 5;
  private static final int STEPS = 50;
  private static final int MAX_SEATS = 6;

  private final JsonCodec json = new JsonCodec();

  @AfterEach
  void close() {
    json.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void everyScreenIsCompleteAfterEachRecovery(int series) {
    for (int seed = 0; seed < 25; seed++) {
      new Simulation(1_000L * series + seed, 30, true).run();
    }
  }

  @Test
  void noSeatIsResetAsLongAsTheServerKeepsItsEntries() {
    long gaps = 0;
    for (int seed = 0; seed < 50; seed++) {
      Simulation simulation = new Simulation(seed, TableBus.MAX_PAGE, false);
      simulation.run();
      gaps += simulation.metrics.total(Counter.TABLE_GAPS);
    }
    assertThat(gaps).isPositive();
  }

  /** One client: its screen, and the answer to its join. */
  private record Client(SeatProbe screen, CompletableFuture<JoinAnswer> answer) {

    boolean joined() {
      return answer.isDone() && answer.join() instanceof JoinAnswer.Joined;
    }

    void leave() {
      if (answer.join() instanceof JoinAnswer.Joined joined) {
        joined.seat().leave();
      }
    }
  }

  private final class Simulation {

    private final Metrics metrics = new Metrics();
    private final AtomicLong clock = new AtomicLong();
    private final ScriptedTableBus bus;
    private final Tables tables;
    private final List<Client> clients = new ArrayList<>();
    private final List<Entry> lateEntries = new ArrayList<>();
    private final long seed;
    private final Random random;
    private final boolean serverFails;
    private int rolled;

    Simulation(long seed, int history, boolean serverFails) {
      TableSettings settings = new TableSettings(9, 50, history, Duration.ofHours(1));
      this.bus = new ScriptedTableBus(settings);
      this.tables = new Tables(bus, settings, json, metrics, clock::get, () -> 1);
      this.seed = seed;
      this.random = new Random(seed);
      this.serverFails = serverFails;
    }

    void run() {
      join(new SeatProbe());
      for (int round = 0; round < ROUNDS; round++) {
        bus.holdAnswers();
        bus.holdNotifications();
        for (int step = 0; step < STEPS; step++) {
          step();
        }
        recover();
        assertAllShowTheKeptEntries();
      }
      tables.close();
    }

    private void assertAllShowTheKeptEntries() {
      EntryPage page = bus.content(TABLE);
      List<StreamPosition> kept =
          page.entries().stream()
              .map(entry -> new StreamPosition(page.epoch(), entry.offset(), entry.tag()))
              .toList();
      for (Client client : clients) {
        if (client.joined()) {
          assertShows(client.screen(), kept);
        }
      }
      assertThat(clients.stream().filter(Client::joined).count()).as("seed %d", seed).isPositive();
    }

    private void assertShows(SeatProbe client, List<StreamPosition> kept) {
      List<StreamPosition> screen = client.screen();
      assertThat(screen).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(kept.size());
      assertThat(screen.subList(screen.size() - kept.size(), screen.size()))
          .as("seed %d", seed)
          .isEqualTo(kept);
      assertThat(client.isFlushed()).as("seed %d", seed).isTrue();
      if (!serverFails) {
        assertThat(client.frames("joined")).as("seed %d", seed).hasSize(1);
      }
    }

    private void step() {
      int dice = random.nextInt(100);
      if (dice < 45) {
        answer();
      } else if (dice < 60) {
        deliverNotifications();
      } else if (dice < 80) {
        roll();
      } else if (dice < 86) {
        joinOrLeave();
      } else if (dice < 92) {
        tick();
      } else if (dice < 97) {
        loseOrRestoreSubscription();
      } else if (serverFails) {
        failServer();
      }
    }

    private void answer() {
      if (bus.pendingCount() > 0) {
        bus.runOne(random.nextInt(bus.pendingCount()));
      }
    }

    /* Delivers some of the held notifications: in any order, now or later, once, twice or never. */
    private void deliverNotifications() {
      lateEntries.addAll(bus.heldNotifications());
      bus.clearHeldNotifications();
      while (!lateEntries.isEmpty() && random.nextInt(5) > 0) {
        Entry entry = lateEntries.get(random.nextInt(Math.min(3, lateEntries.size())));
        if (random.nextInt(4) > 0) {
          lateEntries.remove(entry);
        }
        if (random.nextInt(8) > 0) {
          bus.notifyEntry(entry);
        }
      }
    }

    private void roll() {
      rolled++;
      if (tableExists()) {
        bus.publishElsewhere(TABLE, "k" + rolled, TableBusContract.roll(rolled));
      }
      clients.stream()
          .filter(Client::joined)
          .findAny()
          .ifPresent(
              client -> {
                JoinAnswer.Joined joined = (JoinAnswer.Joined) client.answer().join();
                CompletableFuture<ShareAnswer> shared =
                    joined
                        .seat()
                        .share(
                            TableBusContract.key(rolled),
                            Addressees.ALL,
                            "",
                            "{\"total\":1}",
                            ProofFor.NONE);
                assertThat(shared).isNotCompletedExceptionally();
              });
    }

    private boolean tableExists() {
      return !bus.content(TABLE).epoch().isEmpty();
    }

    private void joinOrLeave() {
      if (clients.size() < MAX_SEATS) {
        join(new SeatProbe());
        return;
      }
      Client client = clients.get(random.nextInt(clients.size()));
      if (!client.answer().isDone()) {
        return;
      }
      client.leave();
      clients.remove(client);
      if (client.joined() && random.nextBoolean()) {
        SeatProbe back = new SeatProbe();
        back.continueFrom(client.screen());
        join(back);
      }
    }

    private void join(SeatProbe screen) {
      StreamPosition position = screen.position();
      String resume = screen.screen().isEmpty() ? "" : position.text();
      JoinRequest request =
          new JoinRequest(
              null,
              "",
              "",
              TABLE.text(),
              "Ana",
              "",
              "",
              GM.text(),
              "",
              resume,
              PlayerSeries.ofTableRolls(TestSeries.SOURCE));
      clients.add(new Client(screen, tables.join(request, screen)));
    }

    private void tick() {
      clock.addAndGet(1_000_000_000L);
      tables.tick();
    }

    private void loseOrRestoreSubscription() {
      if (bus.isUnsubscribed()) {
        bus.restoreSubscription();
      } else {
        lateEntries.clear();
        bus.loseSubscription();
      }
    }

    private void failServer() {
      switch (random.nextInt(4)) {
        case 0 -> bus.setUnavailable(true);
        case 1 -> bus.setUnavailable(false);
        case 2 -> {
          lateEntries.clear();
          bus.loseSubscription();
          bus.loseTables();
        }
        default -> {
          EntryPage page = bus.content(TABLE);
          if (!page.entries().isEmpty()) {
            lateEntries.clear();
            bus.loseSubscription();
            long head = page.entries().get(page.entries().size() - 1).offset();
            bus.failOver(TABLE, Math.max(0, head - random.nextInt(4)));
          }
        }
      }
    }

    private void recover() {
      bus.setUnavailable(false);
      bus.releaseAnswers();
      bus.dropHeldNotifications();
      lateEntries.clear();
      if (bus.isUnsubscribed()) {
        bus.restoreSubscription();
      }
      for (int second = 0; second < 5; second++) {
        tick();
      }
      join(new SeatProbe());
      rolled++;
      bus.publishElsewhere(TABLE, "k" + rolled, TableBusContract.roll(rolled));
    }
  }
}
