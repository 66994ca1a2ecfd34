package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a feed hands on, whatever rings, reads and servers do. */
final class TableSubscriptionTest {

  private static final TableId TABLE = TableBusContract.TABLE;
  private static final int HISTORY = TableBusContract.SETTINGS.history();

  private final Metrics metrics = new Metrics();
  private final AtomicLong clock = new AtomicLong();
  private final Heard heard = new Heard();
  private ScriptedTableBus bus = new ScriptedTableBus();
  private TableSubscription subscription = feed();
  private int published;

  @Nested
  final class Rings {

    @Test
    void entriesAreHandedOnAsTheyRing() {
      follow();

      publish(3);

      assertThat(heard.offsets).containsExactly(1L, 2L, 3L);
      assertThat(heard.unsettled).isZero();
      assertThat(metrics.total(Counter.TABLE_GAPS)).isZero();
    }

    @Test
    void repeatedAndLateRingsAreDropped() {
      follow();
      publish(3);
      List<Entry> all = bus.content(TABLE).entries();

      bus.ring(all.get(2));
      bus.ring(all.get(0));
      bus.ring(all.get(2));

      assertThat(heard.offsets).containsExactly(1L, 2L, 3L);
      assertThat(metrics.total(Counter.TABLE_GAPS)).isZero();
    }

    @Test
    void whatDidNotRingIsReadAtTheNextRing() {
      follow();
      publish(1);
      bus.holdRings();
      publish(4);
      bus.dropHeldRings();

      publish(1);

      assertThat(heard.offsets).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(heard.unsettled).isZero();
      assertThat(metrics.total(Counter.TABLE_GAPS)).isOne();
    }

    @Test
    void ringsInAnyOrderMakeOneOrder() {
      follow();
      bus.holdRings();
      publish(5);
      List<Entry> rings = bus.heldRings();

      for (int which : new int[] {3, 1, 4, 0, 2}) {
        bus.ring(rings.get(which));
      }

      assertThat(heard.offsets).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void whatRingsDuringAReadFollowsIt() {
      follow();
      publish(1);
      bus.holdRings();
      publish(1);
      bus.dropHeldRings();
      bus.holdAnswers();
      publish(2); // 3 shows the gap, 4 rings while it is read

      assertThat(heard.offsets).containsExactly(1L);
      bus.runOne(0); // opens
      publish(1);
      bus.releaseAnswers();

      assertThat(heard.offsets).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(heard.unsettled).isZero();
    }

    @Test
    void moreRingsThanAreHeldAreRead() {
      bus = new ScriptedTableBus(new TableSettings(10, 50, 1_000, Duration.ofHours(1)));
      subscription = feed();
      follow();
      bus.holdAnswers();
      subscription.catchUp();
      bus.deafen();
      bus.hear(); // rings are held from here on
      publish(900);
      subscription.catchUp();
      bus.releaseAnswers();
      bus.holdAnswers();
      bus.deafen();
      bus.hear();
      publish(990);
      List<Entry> newest = bus.content(TABLE).entries();
      newest.subList(0, 100).forEach(bus::ring);
      bus.releaseAnswers();

      assertThat(heard.offsets).isEqualTo(LongStream.rangeClosed(1, 1_890).boxed().toList());
    }

    @Test
    void pagesFullOfEntriesAreReadOn() {
      bus = new ScriptedTableBus(new TableSettings(10, 50, 1_000, Duration.ofHours(1)));
      subscription = feed();
      follow();
      publish(500);
      bus.holdRings();
      publish(400);
      bus.dropHeldRings();
      bus.holdAnswers();
      publish(1); // shows the gap
      bus.runOne(0);
      bus.runOne(0); // opened at 901
      publish(598); // 500 to 1499 are a whole page
      bus.releaseAnswers();
      publish(1);

      assertThat(heard.anews).isZero();
      assertThat(heard.offsets).isEqualTo(LongStream.rangeClosed(1, 1_500).boxed().toList());
    }
  }

  @Nested
  final class Subscription {

    @Test
    void whatWasPublishedWhileDeafIsReadAfterwards() {
      follow();
      publish(1);
      bus.deafen();
      publish(3);

      bus.hear();
      publish(1);

      assertThat(heard.offsets).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(heard.anews).isZero();
    }

    @Test
    void lostAgainWhileReadingItReadsAgain() {
      follow();
      publish(1);
      bus.deafen();
      bus.holdAnswers();
      bus.hear();
      bus.runOne(0);
      bus.deafen();
      publish(2);
      bus.hear();

      bus.releaseAnswers();

      assertThat(heard.offsets).containsExactly(1L, 2L, 3L);
      assertThat(subscription.whenLive()).isCompletedWithValue("verifier");
    }

    @Test
    void whatLaysFurtherBackThanIsKeptIsABeginningAnew() {
      follow();
      publish(1);
      bus.deafen();
      publish(HISTORY + 5);

      bus.hear();

      assertThat(heard.anews).isOne();
      assertThat(heard.end().offset()).isEqualTo(HISTORY + 6);
      assertThat(heard.offsets).isEqualTo(LongStream.rangeClosed(7, HISTORY + 6).boxed().toList());
      publish(1);
      assertThat(heard.last()).isEqualTo(HISTORY + 7);
      assertThat(heard.unsettled).isZero();
    }

    @Test
    void whoWaitsIsToldAfterSecondsThatItCannotBeFollowed() {
      bus.deafen();
      bus.subscribe(TABLE, subscription);
      CompletableFuture<String> followed = subscription.whenLive();
      tickAfter(Duration.ofSeconds(3));
      assertThat(followed).isNotDone();

      tickAfter(Duration.ofNanos(1));

      assertThat(followed).isCompletedExceptionally();
      bus.hear();
      assertThat(subscription.whenLive()).isCompletedWithValue("verifier");
    }
  }

  @Nested
  final class Reads {

    @Test
    void failedReadIsTriedAgainAtTheNextTick() {
      follow();
      publish(1);
      bus.deafen();
      bus.beAway(true);
      publish(2);
      bus.hear();
      assertThat(heard.offsets).containsExactly(1L);
      tickAfter(Duration.ofSeconds(1));
      assertThat(heard.offsets).containsExactly(1L);

      bus.beAway(false);
      tickAfter(Duration.ofSeconds(1));

      assertThat(heard.offsets).containsExactly(1L, 2L, 3L);
      assertThat(subscription.whenLive()).isCompletedWithValue("verifier");
    }

    @Test
    void whoWaitsIsToldThatAReadFailed() {
      bus.beAway(true);
      bus.holdAnswers();
      bus.subscribe(TABLE, subscription);
      CompletableFuture<String> followed = subscription.whenLive();

      bus.releaseAnswers();

      assertThat(followed).isCompletedExceptionally();
      assertThat(subscription.whenLive()).isNotDone();
    }

    @Test
    void ringsWhileReadsFailAreNotLost() {
      follow();
      bus.beAway(true);
      bus.deafen();
      bus.hear();
      publish(3);

      bus.beAway(false);
      tickAfter(Duration.ofSeconds(1));

      assertThat(heard.offsets).containsExactly(1L, 2L, 3L);
    }
  }

  @Nested
  final class Servers {

    @Test
    void lostTableIsMadeAnewWithTheVerifierItHad() {
      follow();
      publish(3);
      bus.deafen();
      bus.lose();

      bus.hear();

      assertThat(heard.anews).isOne();
      assertThat(heard.end().offset()).isZero();
      assertThat(heard.end().epoch()).isEqualTo(bus.content(TABLE).epoch());
      assertThat(subscription.whenLive()).isCompletedWithValue("verifier");
      publish(2);
      assertThat(heard.offsets).containsExactly(1L, 2L);
      assertThat(metrics.total(Counter.TABLE_RESTARTS)).isOne();
    }

    @Test
    void tableLostWithoutASignIsFoundAtTheNextRing() {
      follow();
      publish(3);
      String before = bus.content(TABLE).epoch();
      bus.lose();
      TableBusContract.get(bus.open(TABLE, "verifier"));

      publish(1);

      assertThat(heard.anews).isOne();
      assertThat(heard.offsets).containsExactly(1L);
      assertThat(heard.end().epoch()).isNotEqualTo(before);
    }

    @Test
    void tablePutBackIsABeginningAnewAtOnce() {
      follow();
      publish(5);
      bus.deafen();
      bus.failOver(TABLE, 3);

      bus.hear();

      assertThat(heard.anews).isOne();
      assertThat(heard.end().offset()).isEqualTo(3);
      assertThat(heard.offsets).containsExactly(1L, 2L, 3L);
      publish(1);
      assertThat(heard.offsets).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void tablePutBackAndRolledAtSinceIsABeginningAnew() {
      follow();
      publish(5);
      bus.deafen();
      bus.failOver(TABLE, 3);
      publish(4); // up to 7: only the tags tell

      bus.hear();

      assertThat(heard.anews).isOne();
      assertThat(heard.offsets).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
      assertThat(heard.tags).isEqualTo(tagsKept());
    }

    @Test
    void tablePutBackToWhereTheFeedIsGoesOn() {
      follow();
      publish(3);
      bus.deafen();
      bus.failOver(TABLE, 3);

      bus.hear();
      publish(1);

      assertThat(heard.anews).isZero();
      assertThat(heard.offsets).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void ringsOfATableMadeAnewWhileItIsReadAreNotTakenForTheOldOnes() {
      follow();
      bus.lose(); // nothing was rolled: the next ring would fit the old table too
      bus.holdAnswers();
      subscription.catchUp();
      bus.runOne(0);
      bus.runOne(0); // opened, another epoch
      bus.runOne(0); // the newest are read, and not answered
      publish(1);
      bus.releaseAnswers();

      assertThat(heard.offsets).containsExactly(1L);
      assertThat(heard.epochs).containsOnly(bus.content(TABLE).epoch());
    }
  }

  private TableSubscription feed() {
    return new TableSubscription(
        bus, TABLE, "verifier", bus.settings().history(), heard, metrics, clock::get);
  }

  private void follow() {
    bus.subscribe(TABLE, subscription);
    assertThat(subscription.whenLive()).isCompletedWithValue("verifier");
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      published++;
      bus.publishElsewhere(TABLE, "k" + published, TableBusContract.roll(published));
    }
  }

  private void tickAfter(Duration time) {
    clock.addAndGet(time.toNanos());
    subscription.tick();
  }

  private List<String> tagsKept() {
    return bus.content(TABLE).entries().stream().map(Entry::tag).toList();
  }

  /** What the follower was told; after a beginning anew, since then. */
  private static final class Heard implements TableSubscription.Follower {

    private final List<Long> offsets = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> epochs = new ArrayList<>();
    private int unsettled;
    private int anews;
    private @Nullable StreamPosition end;

    @Override
    public boolean onEntry(String epoch, Entry entry) {
      add(epoch, entry);
      return true;
    }

    @Override
    public void reset(StreamPosition end, List<Entry> newest) {
      this.end = end;
      anews++;
      offsets.clear();
      tags.clear();
      epochs.clear();
      newest.forEach(entry -> add(end.epoch(), entry));
      unsettled++;
    }

    @Override
    public void flush() {
      unsettled = 0;
    }

    @Override
    public void onPresenceChanged() {}

    StreamPosition end() {
      if (end == null) {
        throw new AssertionError("never began anew");
      }
      return end;
    }

    long last() {
      return offsets.get(offsets.size() - 1);
    }

    private void add(String epoch, Entry entry) {
      offsets.add(entry.offset());
      tags.add(entry.tag());
      epochs.add(epoch);
      unsettled++;
    }
  }
}
