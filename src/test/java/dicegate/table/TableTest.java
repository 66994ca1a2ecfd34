package dicegate.table;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.log.Addressees;
import dicegate.table.log.Entry;
import dicegate.table.log.EntryPage;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.ScriptedTableBus;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableBusContract;
import dicegate.table.log.TableId;
import dicegate.table.log.TableSettings;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.verify.PlayerSeries;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.JsonCodec;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The frames that seats are sent, with every fault of the bus. */
final class TableTest {

  private static final TableId TABLE = TableBusContract.TABLE;
  private static final TableSettings SETTINGS = TableBusContract.SETTINGS;
  private static final TableKey GM = TableKey.random();

  private final JsonCodec json = new JsonCodec();
  private final Metrics metrics = new Metrics();
  private final AtomicLong clock = new AtomicLong();
  private final ScriptedTableBus bus = new ScriptedTableBus();
  private final Tables tables =
      new Tables(bus, SETTINGS, json, metrics, clock::get, () -> 1_763_000_000_000L);
  private int rolled;

  @AfterEach
  void close() {
    tables.close();
    json.close();
  }

  @Nested
  final class Joining {

    @Test
    void lateJoinerUnderLoadGetsEveryRollOnce() {
      join("Ana", Role.GM, "");
      rollElsewhere(3);
      bus.holdAnswers();
      SeatProbe bo = new SeatProbe();
      CompletableFuture<JoinAnswer> answer = ask(bo, "Bo", Role.PLAYER, "");
      rollElsewhere(2);
      bus.runOne(0); // the newest are read: 1 to 5
      rollElsewhere(2);

      bus.releaseAnswers();
      rollElsewhere(1);

      seat(answer);
      assertThat(bo.offsets()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
      assertThat(bo.last("joined").getJsonArray("history")).hasSize(5);
    }

    @Test
    void concurrentJoinerSeesTheMemberWhoJoinedJustBefore() {
      SeatProbe bo = new SeatProbe();
      FrameSink ana =
          new FrameSink() {
            private boolean joined;

            @Override
            public void enqueue(String frame) {
              assertThat(frame).isNotEmpty();
            }

            @Override
            public void drain() {
              // Ana has her seat now; the bus has no report of it yet.
              if (!joined) {
                joined = true;
                seat(ask(bo, "Bo", Role.PLAYER, ""));
              }
            }
          };

      seat(tables.join(request("Ana", GM.text(), ""), ana));

      assertThat(bo.last("joined").getJsonArray("members").getValuesAs(JsonObject.class))
          .extracting(member -> member.getString("name"))
          .containsExactly("Ana", "Bo");
    }

    @Test
    void entryReadBeforeItsNotificationIsSentOnce() {
      SeatProbe ana = join("Ana", Role.GM, "");
      bus.holdNotifications();
      rollElsewhere(2);
      List<Entry> entries = bus.heldNotifications();

      SeatProbe bo = join("Bo", Role.PLAYER, "");
      entries.forEach(bus::notifyEntry);

      assertThat(bo.offsets()).containsExactly(1L, 2L);
      assertThat(bo.frames("rolled")).isEmpty();
      assertThat(ana.offsets()).containsExactly(1L, 2L);
    }

    @Test
    void returningClientGetsTheMissedRollsMarkedAsResumed() {
      join("Bo", Role.PLAYER, "");
      SeatProbe before = new SeatProbe();
      Seat seat = seat(ask(before, "Ana", Role.GM, ""));
      rollElsewhere(2);
      seat.leave();
      rollElsewhere(3);

      SeatProbe after = new SeatProbe();
      after.continueFrom(before);
      seat(ask(after, "Ana", Role.GM, before.position().text()));
      rollElsewhere(1);

      assertThat(before.offsets()).containsExactly(1L, 2L);
      assertThat(after.offsets()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(after.last("joined").getBoolean("resumed")).isTrue();
    }

    @Test
    void clientThatReturnsTooLateGetsTheNewestRolls() {
      join("Bo", Role.PLAYER, "");
      SeatProbe ana = new SeatProbe();
      Seat seat = seat(ask(ana, "Ana", Role.GM, ""));
      rollElsewhere(1);
      seat.leave();
      rollElsewhere(SETTINGS.history() + 1);

      SeatProbe after = join("Ana", Role.GM, ana.position().text());

      assertThat(after.last("joined").getBoolean("resumed")).isFalse();
      assertThat(after.offsets()).isEqualTo(LongStream.rangeClosed(3, 12).boxed().toList());
    }

    @Test
    void clientThatReturnsToARestoredTableGetsTheNewestRolls() {
      SeatProbe ana = new SeatProbe();
      Seat seat = seat(ask(ana, "Ana", Role.GM, ""));
      rollElsewhere(4);
      seat.leave();
      bus.failOver(TABLE, 2);
      rollElsewhere(5);

      SeatProbe after = join("Ana", Role.GM, ana.position().text());

      assertThat(after.last("joined").getBoolean("resumed")).isFalse();
      assertThat(after.screen()).isEqualTo(positionsKept());
    }

    @Test
    void unreachableTableIsRefusedWithinSeconds() {
      bus.setUnavailable(true);
      CompletableFuture<JoinAnswer> answer = ask(new SeatProbe(), "Ana", Role.GM, "");

      tickSeconds(1);

      assertRefused(answer, ErrorCode.TABLE_UNAVAILABLE);
      assertThat(tables.size()).isZero();
      assertThat(metrics.total(Counter.TABLE_UNAVAILABLE)).isPositive();
    }

    @Test
    void unresponsiveTableIsRefusedWithinSeconds() {
      bus.holdAnswers();
      CompletableFuture<JoinAnswer> answer = ask(new SeatProbe(), "Ana", Role.GM, "");
      assertThat(answer).isNotDone();

      tickSeconds(4);

      assertRefused(answer, ErrorCode.TABLE_UNAVAILABLE);
    }

    @Test
    void seatLeftWhileItsHistoryIsReadIsSentNothing() {
      SeatProbe ana = join("Ana", Role.GM, "");
      bus.holdAnswers();
      SeatProbe bo = new SeatProbe();
      CompletableFuture<JoinAnswer> answer = ask(bo, "Bo", Role.PLAYER, "");
      bus.releaseAnswers();
      seat(answer).leave();
      int frames = bo.frames("rolled").size();

      rollElsewhere(2);

      assertThat(bo.frames("rolled")).hasSize(frames);
      assertThat(ana.offsets()).containsExactly(1L, 2L);
    }

    @Test
    void membersOverTheLimitAreRefused() {
      for (int i = 0; i < SETTINGS.members(); i++) {
        join("P" + i, Role.PLAYER, "");
      }

      assertRefused(ask(new SeatProbe(), "Late", Role.PLAYER, ""), ErrorCode.TABLE_FULL);
    }

    @Test
    void watchersAndPlayersTakeNoSeatsFromEachOther() {
      for (int i = 0; i < SETTINGS.members(); i++) {
        join("W" + i, Role.WATCHER, "");
      }
      assertRefused(ask(new SeatProbe(), "Late", Role.WATCHER, ""), ErrorCode.TABLE_FULL);

      for (int i = 0; i < SETTINGS.members(); i++) {
        join("P" + i, Role.PLAYER, "");
      }

      assertRefused(ask(new SeatProbe(), "Late", Role.PLAYER, ""), ErrorCode.TABLE_FULL);
      assertThat(metrics.total(Counter.TABLE_SEATS_FULL)).isEqualTo(2);
    }

    @Test
    void seatOfAMemberWhoseConnectionBrokeIsTakenByNobodyElse() {
      SeatProbe ana = new SeatProbe();
      Seat seat = seat(ask(ana, "Ana", Role.PLAYER, ""));
      List<Seat> others = new ArrayList<>();
      for (int i = 1; i < SETTINGS.members(); i++) {
        others.add(seat(ask(new SeatProbe(), "P" + i, Role.PLAYER, "")));
      }

      seat.disconnect();

      assertRefused(ask(new SeatProbe(), "Late", Role.PLAYER, ""), ErrorCode.TABLE_FULL);
      String token = ana.last("joined").getString("token");
      String key = GM.forRole(Role.PLAYER).orElseThrow().text();
      seat(tables.join(request("Ana", key, token, ""), new SeatProbe()));
      others.get(0).leave();
      seat(ask(new SeatProbe(), "Late", Role.PLAYER, ""));
    }

    @Test
    void memberHasAFewSeats() {
      String token = Member.newToken();
      for (int i = 0; i < 8; i++) {
        seat(tables.join(request("Ana", GM.text(), token, ""), new SeatProbe()));
      }

      assertRefused(
          tables.join(request("Ana", GM.text(), token, ""), new SeatProbe()), ErrorCode.TABLE_FULL);
      join("Bo", Role.PLAYER, "");
    }

    @Test
    void colourAndThemeOfAnotherFormAreRefused() {
      assertRefused(
          tables.join(request("Ana", "red", "", GM.text(), "", ""), new SeatProbe()),
          ErrorCode.BAD_COLOUR);
      assertRefused(
          tables.join(request("Ana", "", "Brass", GM.text(), "", ""), new SeatProbe()),
          ErrorCode.BAD_THEME);
      seat(tables.join(request("Ana", "", "not-in-any-list", GM.text(), "", ""), new SeatProbe()));
    }

    @Test
    void wrongKeyIsRefusedAndLeavesNothingBehind() {
      bus.holdNotifications();
      join("Ana", Role.GM, "");

      assertRefused(
          tables.join(request("Eve", TableKey.random().text(), ""), new SeatProbe()),
          ErrorCode.BAD_KEY);
    }
  }

  @Nested
  final class Rolling {

    @Test
    void rollIsAnsweredAndSentToAll() {
      SeatProbe ana = new SeatProbe();
      Seat seat = seat(ask(ana, "Ana", Role.GM, ""));
      SeatProbe bo = join("Bo", Role.PLAYER, "");

      ShareAnswer answer = share(seat, 1);

      assertThat(answer).isEqualTo(new ShareAnswer.Shared(1, "{\"total\":1}", null));
      assertThat(ana.offsets()).containsExactly(1L);
      assertThat(bo.screen()).isEqualTo(ana.screen());
    }

    @Test
    void rollThatCannotBePublishedIsRefusedAndTheNextOneIsNot() {
      SeatProbe ana = new SeatProbe();
      Seat seat = seat(ask(ana, "Ana", Role.GM, ""));
      bus.setUnavailable(true);

      assertThat(share(seat, 1)).isEqualTo(new ShareAnswer.Refused(ErrorCode.TABLE_UNAVAILABLE));
      assertThat(ana.frames("rolled")).isEmpty();

      bus.setUnavailable(false);
      tickSeconds(1);
      assertThat(share(seat, 1)).isEqualTo(new ShareAnswer.Shared(1, "{\"total\":1}", null));
      assertThat(ana.offsets()).containsExactly(1L);
    }

    @Test
    void rollAtALostTableCreatesItAgain() {
      SeatProbe ana = new SeatProbe();
      Seat seat = seat(ask(ana, "Ana", Role.GM, ""));
      share(seat, 1);
      bus.loseTables();

      assertThat(share(seat, 2)).isEqualTo(new ShareAnswer.Refused(ErrorCode.TABLE_UNAVAILABLE));

      assertThat(ana.frames("joined")).hasSize(2);
      assertThat(ana.last("joined").getBoolean("resumed")).isFalse();
      assertThat(ana.offsets()).isEmpty();
      assertThat(share(seat, 2)).isEqualTo(new ShareAnswer.Shared(1, "{\"total\":2}", null));
      assertThat(ana.screen()).isEqualTo(positionsKept());
    }
  }

  @Nested
  final class LostAndRestored {

    @Test
    void everySeatIsResetWhenTheTableIsRestored() {
      SeatProbe ana = join("Ana", Role.GM, "");
      SeatProbe bo = join("Bo", Role.PLAYER, "");
      rollElsewhere(4);
      bus.loseSubscription();
      bus.failOver(TABLE, 2);
      rollElsewhere(3);

      bus.restoreSubscription();
      rollElsewhere(1);

      for (SeatProbe seated : List.of(ana, bo)) {
        assertThat(seated.frames("joined")).hasSize(2);
        assertThat(seated.last("joined").getBoolean("resumed")).isFalse();
        assertThat(seated.screen()).isEqualTo(positionsKept());
        assertThat(seated.isFlushed()).isTrue();
      }
    }

    @Test
    void everySeatIsResetWhenTheTableIsCreatedAgain() {
      SeatProbe ana = join("Ana", Role.GM, "");
      SeatProbe bo = join("Bo", Role.WATCHER, "");
      rollElsewhere(2);
      bus.loseSubscription();
      bus.loseTables();

      bus.restoreSubscription();
      rollElsewhere(3);

      for (SeatProbe seated : List.of(ana, bo)) {
        assertThat(seated.last("joined").getJsonArray("history")).isEmpty();
        assertThat(seated.screen()).isEqualTo(positionsKept());
      }
    }

    @Test
    void historyReadWhileTheTableIsRestoredIsReadAgain() {
      join("Ana", Role.GM, "");
      rollElsewhere(4);
      bus.holdAnswers();
      SeatProbe bo = new SeatProbe();
      CompletableFuture<JoinAnswer> answer = ask(bo, "Bo", Role.PLAYER, "");
      bus.runOne(0); // reads 1 to 4
      bus.loseSubscription();
      bus.failOver(TABLE, 2);
      rollElsewhere(1);
      bus.restoreSubscription();
      bus.runOne(1); // the subscription opens the table
      bus.runOne(1);

      bus.releaseAnswers();

      seat(answer);
      assertThat(bo.screen()).isEqualTo(positionsKept());
    }

    // The same during the read: the subscription notices nothing, the seat does.
    @Test
    void seatThatIsAboutToBeAheadOfTheSubscriptionReadsAgain() {
      join("Ana", Role.GM, "");
      rollElsewhere(2);
      bus.holdNotifications();
      rollElsewhere(2);
      bus.holdAnswers();
      SeatProbe bo = new SeatProbe();
      CompletableFuture<JoinAnswer> answer = ask(bo, "Bo", Role.PLAYER, "");
      bus.runOne(0); // reads 1 to 4; the answer waits
      bus.loseSubscription();
      bus.dropHeldNotifications();
      bus.failOver(TABLE, 2);
      rollElsewhere(1);
      bus.restoreSubscription();
      while (bus.pendingCount() > 1) {
        bus.runOne(1); // the subscription catches up
      }

      bus.releaseAnswers();

      seat(answer);
      assertThat(bo.screen()).isEqualTo(positionsKept());
      assertThat(bo.frames("joined")).hasSize(1);
    }

    // A seat's history was ahead of the subscription, and is not on the replica.
    @Test
    void seatThatWasAheadOfTheSubscriptionIsResetToo() {
      SeatProbe ana = join("Ana", Role.GM, "");
      rollElsewhere(2);
      bus.holdNotifications();
      rollElsewhere(2);
      SeatProbe bo = join("Bo", Role.PLAYER, ""); // has 1 to 4; the subscription has 1 and 2
      bus.loseSubscription();
      bus.dropHeldNotifications();
      bus.failOver(TABLE, 2);

      bus.restoreSubscription();
      rollElsewhere(1);

      assertThat(ana.screen()).isEqualTo(positionsKept());
      assertThat(bo.screen()).isEqualTo(positionsKept());
    }
  }

  @Nested
  final class Presence {

    @Test
    void joinsAndLeavesAreSentToAllOnce() {
      SeatProbe ana = join("Ana", Role.GM, "");
      SeatProbe bo = new SeatProbe();
      Seat seat = seat(ask(bo, "Bo", Role.PLAYER, ""));
      assertThat(ana.names()).containsExactly("Ana", "Bo");
      assertThat(bo.names()).containsExactly("Ana", "Bo");

      seat.leave();

      assertThat(ana.names()).containsExactly("Ana");
      int presenceFrames = ana.frames("presence").size();
      tickSeconds(30);
      assertThat(ana.frames("presence")).hasSize(presenceFrames);
    }

    @Test
    void membersOnOtherNodesArePresentToo() {
      SeatProbe ana = join("Ana", Role.GM, "");

      bus.setMembersElsewhere(List.of(TableBusContract.BO));

      assertThat(ana.names()).containsExactly("Ana", "Bo");
      SeatProbe cy = join("Cy", Role.WATCHER, "");
      assertThat(cy.names()).containsExactly("Ana", "Bo", "Cy");
      bus.setMembersElsewhere(List.of());
      assertThat(ana.names()).containsExactly("Ana", "Cy");
      assertThat(cy.names()).containsExactly("Ana", "Cy");
    }

    @Test
    void memberWithTwoSeatsIsListedOnce() {
      String token = Member.newToken();
      SeatProbe one = new SeatProbe();
      seat(tables.join(request("Ana", GM.text(), token, ""), one));
      SeatProbe other = new SeatProbe();

      seat(tables.join(request("Ana", GM.text(), token, ""), other));

      assertThat(one.names()).containsExactly("Ana");
      assertThat(other.names()).containsExactly("Ana");
    }

    @Test
    void newColourAndThemeOfAMemberWhoJoinsAgainReachTheOthersAndEarlierRollsKeepTheirs() {
      SeatProbe ana = join("Ana", Role.GM, "");
      String key = GM.forRole(Role.PLAYER).orElseThrow().text();
      String token = Member.newToken();
      Seat first = seat(tables.join(look("#00ff7f", "brass", key, token), new SeatProbe()));
      share(first, 1);
      assertThat(look(ana.member("Bo"))).containsExactly("#00ff7f", "brass");

      first.leave();
      SeatProbe bo = new SeatProbe();
      Seat second = seat(tables.join(look("#123456", "bone-and-ink", key, token), bo));
      share(second, 2);

      assertThat(look(ana.member("Bo"))).containsExactly("#123456", "bone-and-ink");
      assertThat(look(bo.last("joined").getJsonObject("you")))
          .containsExactly("#123456", "bone-and-ink");
      assertThat(ana.frames("rolled"))
          .extracting(rolled -> look(rolled.getJsonObject("by")))
          .containsExactly(List.of("#00ff7f", "brass"), List.of("#123456", "bone-and-ink"));
      assertThat(bo.last("joined").getJsonArray("history").getJsonObject(0).getJsonObject("by"))
          .isEqualTo(ana.frames("rolled").getFirst().getJsonObject("by"));
    }

    @Test
    void themeThatIsTakenOffIsNoLongerSent() {
      SeatProbe ana = join("Ana", Role.GM, "");
      String key = GM.forRole(Role.PLAYER).orElseThrow().text();
      String token = Member.newToken();
      seat(tables.join(look("#00ff7f", "brass", key, token), new SeatProbe())).leave();
      seat(tables.join(look("#00ff7f", "", key, token), new SeatProbe()));

      assertThat(ana.member("Bo")).doesNotContainKey("theme");
      assertThat(ana.frames("presence").toString()).contains("brass").doesNotContain("\"\"");
    }

    private static JoinRequest look(String colour, String theme, String key, String token) {
      return request("Bo", colour, theme, key, token, "");
    }

    private static List<String> look(JsonObject person) {
      return List.of(person.getString("colour"), person.getString("theme"));
    }

    @Test
    void presenceThatCouldNotBeReportedIsReportedLater() {
      SeatProbe ana = join("Ana", Role.GM, "");
      bus.setUnavailable(true);
      bus.setMembersElsewhere(List.of(TableBusContract.BO));
      assertThat(ana.names()).containsExactly("Ana");

      bus.setUnavailable(false);
      tickSeconds(TableBus.PRESENCE_SECONDS);

      assertThat(ana.names()).containsExactly("Ana", "Bo");
    }
  }

  private SeatProbe join(String name, Role role, String resume) {
    SeatProbe probe = new SeatProbe();
    seat(ask(probe, name, role, resume));
    return probe;
  }

  private CompletableFuture<JoinAnswer> ask(
      SeatProbe probe, String name, Role role, String resume) {
    return tables.join(request(name, GM.forRole(role).orElseThrow().text(), resume), probe);
  }

  private static JoinRequest request(String name, String key, String resume) {
    return request(name, key, "", resume);
  }

  private static JoinRequest request(String name, String key, String token, String resume) {
    return request(name, "", "", key, token, resume);
  }

  private static JoinRequest request(
      String name, String colour, String theme, String key, String token, String resume) {
    return new JoinRequest(
        null,
        "",
        "",
        TABLE.text(),
        name,
        colour,
        theme,
        key,
        token,
        resume,
        PlayerSeries.ofTableRolls(TestSeries.SOURCE));
  }

  private static Seat seat(CompletableFuture<JoinAnswer> answer) {
    JoinAnswer joined = TableBusContract.get(answer);
    assertThat(joined).isInstanceOf(JoinAnswer.Joined.class);
    return ((JoinAnswer.Joined) joined).seat();
  }

  private static void assertRefused(CompletableFuture<JoinAnswer> answer, ErrorCode why) {
    assertThat(TableBusContract.get(answer)).isEqualTo(new JoinAnswer.Refused(why));
  }

  private static ShareAnswer share(Seat seat, int number) {
    return TableBusContract.get(
        seat.share(
            TableBusContract.key(number),
            Addressees.ALL,
            "",
            "{\"total\":" + number + "}",
            ProofFor.NONE));
  }

  private void rollElsewhere(int count) {
    for (int i = 0; i < count; i++) {
      rolled++;
      bus.publishElsewhere(TABLE, "k" + rolled, TableBusContract.roll(rolled));
    }
  }

  private List<StreamPosition> positionsKept() {
    EntryPage page = bus.content(TABLE);
    return page.entries().stream()
        .map(entry -> new StreamPosition(page.epoch(), entry.offset(), entry.tag()))
        .toList();
  }

  private void tickSeconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.addAndGet(1_000_000_000L);
      tables.tick();
    }
  }
}
