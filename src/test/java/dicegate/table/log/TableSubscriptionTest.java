package dicegate.table.log;

import static dicegate.table.log.TablePolicy.initial;
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

/** The entries handed over, with every fault of notifications, reads and servers. */
final class TableSubscriptionTest {

  private static final TableId TABLE = TableBusContract.TABLE;
  private static final int HISTORY = TableBusContract.SETTINGS.history();

  private final Metrics metrics = new Metrics();
  private final AtomicLong clock = new AtomicLong();
  private final RecordingFollower follower = new RecordingFollower();
  private ScriptedTableBus bus = new ScriptedTableBus();
  private TableSubscription subscription = newSubscription();
  private int published;

  @Nested
  final class Notifications {

    @Test
    void notifiedEntriesAreHandedOver() {
      follow();

      publish(3);

      assertThat(follower.offsets).containsExactly(1L, 2L, 3L);
      assertThat(follower.unflushed).isZero();
      assertThat(metrics.total(Counter.TABLE_GAPS)).isZero();
    }

    @Test
    void repeatedAndLateNotificationsAreDropped() {
      follow();
      publish(3);
      List<Entry> all = bus.content(TABLE).entries();

      bus.notifyEntry(all.get(2));
      bus.notifyEntry(all.get(0));
      bus.notifyEntry(all.get(2));

      assertThat(follower.offsets).containsExactly(1L, 2L, 3L);
      assertThat(metrics.total(Counter.TABLE_GAPS)).isZero();
    }

    @Test
    void entryWithoutNotificationIsReadAtTheNextNotification() {
      follow();
      publish(1);
      bus.holdNotifications();
      publish(4);
      bus.dropHeldNotifications();

      publish(1);

      assertThat(follower.offsets).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(follower.unflushed).isZero();
      assertThat(metrics.total(Counter.TABLE_GAPS)).isOne();
    }

    @Test
    void reorderedNotificationsGiveOneOrder() {
      follow();
      bus.holdNotifications();
      publish(5);
      List<Entry> entries = bus.heldNotifications();

      for (int which : new int[] {3, 1, 4, 0, 2}) {
        bus.notifyEntry(entries.get(which));
      }

      assertThat(follower.offsets).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void entryNotifiedDuringAReadFollowsThePage() {
      follow();
      publish(1);
      bus.holdNotifications();
      publish(1);
      bus.dropHeldNotifications();
      bus.holdAnswers();
      publish(2); // 3 shows the gap, 4 is notified while it is read

      assertThat(follower.offsets).containsExactly(1L);
      bus.runOne(0); // opens
      publish(1);
      bus.releaseAnswers();

      assertThat(follower.offsets).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(follower.unflushed).isZero();
    }

    @Test
    void notificationsOverTheLimitAreRead() {
      bus = new ScriptedTableBus(new TableSettings(10, 50, 1_000, Duration.ofHours(1)));
      subscription = newSubscription();
      follow();
      bus.holdAnswers();
      subscription.catchUp();
      bus.loseSubscription();
      bus.restoreSubscription(); // notifications are held from here on
      publish(900);
      subscription.catchUp();
      bus.releaseAnswers();
      bus.holdAnswers();
      bus.loseSubscription();
      bus.restoreSubscription();
      publish(990);
      List<Entry> newest = bus.content(TABLE).entries();
      newest.subList(0, 100).forEach(bus::notifyEntry);
      bus.releaseAnswers();

      assertThat(follower.offsets).isEqualTo(LongStream.rangeClosed(1, 1_890).boxed().toList());
    }

    @Test
    void readContinuesAfterAFullPage() {
      bus = new ScriptedTableBus(new TableSettings(10, 50, 1_000, Duration.ofHours(1)));
      subscription = newSubscription();
      follow();
      publish(500);
      bus.holdNotifications();
      publish(400);
      bus.dropHeldNotifications();
      bus.holdAnswers();
      publish(1); // shows the gap
      bus.runOne(0);
      bus.runOne(0); // opened at 901
      publish(598); // 500 to 1499 fill a page
      bus.releaseAnswers();
      publish(1);

      assertThat(follower.resets).isZero();
      assertThat(follower.offsets).isEqualTo(LongStream.rangeClosed(1, 1_500).boxed().toList());
    }
  }

  @Nested
  final class Subscription {

    @Test
    void entriesPublishedWhileUnsubscribedAreReadAfterwards() {
      follow();
      publish(1);
      bus.loseSubscription();
      publish(3);

      bus.restoreSubscription();
      publish(1);

      assertThat(follower.offsets).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(follower.resets).isZero();
    }

    @Test
    void subscriptionLostWhileReadingIsReadAgain() {
      follow();
      publish(1);
      bus.loseSubscription();
      bus.holdAnswers();
      bus.restoreSubscription();
      bus.runOne(0);
      bus.loseSubscription();
      publish(2);
      bus.restoreSubscription();

      bus.releaseAnswers();

      assertThat(follower.offsets).containsExactly(1L, 2L, 3L);
      assertThat(subscription.whenLive()).isCompleted();
    }

    @Test
    void gapLongerThanTheHistoryResets() {
      follow();
      publish(1);
      bus.loseSubscription();
      publish(HISTORY + 5);

      bus.restoreSubscription();

      assertThat(follower.resets).isOne();
      assertThat(follower.end().offset()).isEqualTo(HISTORY + 6);
      assertThat(follower.offsets)
          .isEqualTo(LongStream.rangeClosed(7, HISTORY + 6).boxed().toList());
      publish(1);
      assertThat(follower.last()).isEqualTo(HISTORY + 7);
      assertThat(follower.unflushed).isZero();
    }

    @Test
    void waiterFailsAfterSecondsIfTheTableCannotBeFollowed() {
      bus.loseSubscription();
      bus.subscribe(TABLE, subscription);
      CompletableFuture<Void> followed = subscription.whenLive();
      tickAfter(Duration.ofSeconds(3));
      assertThat(followed).isNotDone();

      tickAfter(Duration.ofNanos(1));

      assertThat(followed).isCompletedExceptionally();
      bus.restoreSubscription();
      assertThat(subscription.whenLive()).isCompleted();
    }
  }

  @Nested
  final class Reads {

    @Test
    void failedReadIsRetriedAtTheNextTick() {
      follow();
      publish(1);
      bus.loseSubscription();
      bus.setUnavailable(true);
      publish(2);
      bus.restoreSubscription();
      assertThat(follower.offsets).containsExactly(1L);
      tickAfter(Duration.ofSeconds(1));
      assertThat(follower.offsets).containsExactly(1L);

      bus.setUnavailable(false);
      tickAfter(Duration.ofSeconds(1));

      assertThat(follower.offsets).containsExactly(1L, 2L, 3L);
      assertThat(subscription.whenLive()).isCompleted();
    }

    @Test
    void waiterFailsWhenAReadFails() {
      bus.setUnavailable(true);
      bus.holdAnswers();
      bus.subscribe(TABLE, subscription);
      CompletableFuture<Void> followed = subscription.whenLive();

      bus.releaseAnswers();

      assertThat(followed).isCompletedExceptionally();
      assertThat(subscription.whenLive()).isNotDone();
    }

    @Test
    void notificationsWhileReadsFailAreNotLost() {
      follow();
      bus.setUnavailable(true);
      bus.loseSubscription();
      bus.restoreSubscription();
      publish(3);

      bus.setUnavailable(false);
      tickAfter(Duration.ofSeconds(1));

      assertThat(follower.offsets).containsExactly(1L, 2L, 3L);
    }
  }

  @Nested
  final class Servers {

    /** The act is confirmed to its GM before its notification comes, so it must not be lost. */
    @Test
    void lostTableIsCreatedAgainWithAnActWhoseNotificationHasNotCome() {
      follow();
      publish(3);
      bus.holdNotifications();

      subscription.learn(new PolicyState(initial("newer"), 4));
      subscription.learn(new PolicyState(initial("older"), 2));
      bus.dropHeldNotifications();
      bus.loseSubscription();
      bus.loseTables();
      bus.restoreSubscription();

      assertThat(bus.find(TABLE).join().orElseThrow().rules().policy().verifier())
          .isEqualTo("newer");
      assertThat(follower.resets).isOne();
    }

    @Test
    void lostTableIsCreatedAgainWithItsVerifier() {
      follow();
      publish(3);
      bus.loseSubscription();
      bus.loseTables();

      bus.restoreSubscription();

      assertThat(follower.resets).isOne();
      assertThat(follower.end().offset()).isZero();
      assertThat(follower.end().epoch()).isEqualTo(bus.content(TABLE).epoch());
      assertThat(subscription.whenLive()).isCompleted();
      publish(2);
      assertThat(follower.offsets).containsExactly(1L, 2L);
      assertThat(metrics.total(Counter.TABLE_RESTARTS)).isOne();
    }

    @Test
    void tableLostUnnoticedIsDetectedAtTheNextNotification() {
      follow();
      publish(3);
      String before = bus.content(TABLE).epoch();
      bus.loseTables();
      TableBusContract.get(bus.open(TABLE, initial("verifier"), ""));

      publish(1);

      assertThat(follower.resets).isOne();
      assertThat(follower.offsets).containsExactly(1L);
      assertThat(follower.end().epoch()).isNotEqualTo(before);
    }

    @Test
    void restoredTableResetsAtOnce() {
      follow();
      publish(5);
      bus.loseSubscription();
      bus.failOver(TABLE, 3);

      bus.restoreSubscription();

      assertThat(follower.resets).isOne();
      assertThat(follower.end().offset()).isEqualTo(3);
      assertThat(follower.offsets).containsExactly(1L, 2L, 3L);
      publish(1);
      assertThat(follower.offsets).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void restoredTableWithNewRollsResets() {
      follow();
      publish(5);
      bus.loseSubscription();
      bus.failOver(TABLE, 3);
      publish(4); // up to 7: only the tags differ

      bus.restoreSubscription();

      assertThat(follower.resets).isOne();
      assertThat(follower.offsets).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
      assertThat(follower.tags).isEqualTo(tagsKept());
    }

    @Test
    void tableRestoredToTheCurrentPositionContinues() {
      follow();
      publish(3);
      bus.loseSubscription();
      bus.failOver(TABLE, 3);

      bus.restoreSubscription();
      publish(1);

      assertThat(follower.resets).isZero();
      assertThat(follower.offsets).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void notificationsOfARecreatedTableAreNotTakenForTheOldOnes() {
      follow();
      bus.loseTables(); // nothing was rolled: the next notification would fit the old table too
      bus.holdAnswers();
      subscription.catchUp();
      bus.runOne(0);
      bus.runOne(0); // opened, another epoch
      bus.runOne(0); // the newest are read, and not answered
      publish(1);
      bus.releaseAnswers();

      assertThat(follower.offsets).containsExactly(1L);
      assertThat(follower.epochs).containsOnly(bus.content(TABLE).epoch());
    }
  }

  private TableSubscription newSubscription() {
    return new TableSubscription(
        bus,
        TABLE,
        initial("verifier"),
        "",
        bus.settings().history(),
        follower,
        metrics,
        clock::get);
  }

  private void follow() {
    bus.subscribe(TABLE, subscription);
    assertThat(subscription.whenLive()).isCompleted();
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

  /** Keeps the calls since the last reset. */
  private static final class RecordingFollower implements TableSubscription.Follower {

    private final List<Long> offsets = new ArrayList<>();
    private final List<PolicyState> policies = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> epochs = new ArrayList<>();
    private int unflushed;
    private int resets;
    private @Nullable StreamPosition end;

    @Override
    public void onPolicy(PolicyState rules) {
      policies.add(rules);
    }

    @Override
    public boolean onEntry(String epoch, Entry entry) {
      add(epoch, entry);
      return true;
    }

    @Override
    public void reset(StreamPosition end, List<Entry> newest) {
      this.end = end;
      resets++;
      offsets.clear();
      tags.clear();
      epochs.clear();
      newest.forEach(entry -> add(end.epoch(), entry));
      unflushed++;
    }

    @Override
    public void flush() {
      unflushed = 0;
    }

    @Override
    public void onPresenceChanged() {}

    StreamPosition end() {
      if (end == null) {
        throw new AssertionError("never reset");
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
      unflushed++;
    }
  }
}
