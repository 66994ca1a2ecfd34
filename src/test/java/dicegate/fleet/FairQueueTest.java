package dicegate.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dicegate.wire.ErrorCode;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class FairQueueTest {

  private static final Set<WorkClass> NONE = EnumSet.noneOf(WorkClass.class);

  /** Too long to be quick, as far as a gateway can tell. */
  private static final String HEAVY = "1+".repeat(200);

  private final FairQueue queue = new FairQueue();
  private final Map<String, Long> workByAccount = new HashMap<>();
  private long lastId;
  private long now;

  @Test
  void accountsGetTheSameWorkThoughOneOfThemAsksForRollsAHundredTimesAsDear() {
    for (int i = 0; i < 20_000; i++) {
      add("dear", Verb.ROLL, HEAVY);
      add("cheap", Verb.ROLL, HEAVY);
    }

    for (long spent = 0; spent < seconds(3); ) {
      PendingRequest next = take();
      long work = account(next).equals("dear") ? millis(10) : millis(10) / 100;
      spent += work;
      answer(next, work);
    }

    assertThat((double) work("cheap") / work("dear")).isCloseTo(1, within(0.05));
  }

  @Test
  void accountThatAsksSeldomIsNextHoweverMuchOthersWait() {
    for (int i = 0; i < 1_000; i++) {
      add("busy", Verb.ROLL, "3d6");
    }
    for (int i = 0; i < 100; i++) {
      answer(take(), millis(1));
    }

    add("seldom", Verb.ROLL, "3d6");

    assertThat(List.of(account(take()), account(take()))).contains("seldom");
  }

  @Test
  void accountThatWaitedForNothingSavesUpNoTurns() {
    add("idle", Verb.ROLL, HEAVY);
    answer(take(), 0);
    for (int i = 0; i < 3_000; i++) {
      add("busy", Verb.ROLL, HEAVY);
    }
    for (int i = 0; i < 1_000; i++) {
      answer(take(), millis(1));
    }

    workByAccount.clear();
    for (int i = 0; i < 1_000; i++) {
      add("idle", Verb.ROLL, HEAVY);
    }
    for (int i = 0; i < 1_000; i++) {
      answer(take(), millis(1));
    }

    assertThat((double) work("idle") / work("busy")).isCloseTo(1, within(0.05));
  }

  @Test
  void clientsOfOneAccountTakeTurns() {
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    for (int i = 0; i < 100; i++) {
      add(new Asker("account", one), Verb.ROLL, "1");
    }
    add(new Asker("account", other), Verb.ROLL, "2");

    assertThat(List.of(take().expression(), take().expression())).contains("2");
  }

  @Test
  void turnsAreLongerWhenManyAccountsWait() {
    for (int account = 0; account < 64; account++) {
      for (int i = 0; i < 32; i++) {
        add("a" + account, Verb.ROLL, "3d6");
      }
    }

    List<String> next = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      next.add(account(take()));
    }

    assertThat(next).containsExactly("a0", "a0", "a0", "a0", "a1", "a1", "a1", "a1");
  }

  @Test
  void accountsThatBeginToWaitAgainAndAgainDoNotStopTheOthers() {
    add("first", Verb.ROLL, "3d6");
    add("first", Verb.ROLL, "3d6");
    take();
    for (int i = 0; i < 100; i++) {
      add("new" + i, Verb.ROLL, "3d6");
    }

    List<String> next = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      next.add(account(take()));
    }

    assertThat(next).contains("first");
  }

  @Test
  void oneClassDoesNotHoldUpAnother() {
    add("a", Verb.ODDS, "3d6");
    add("a", Verb.ROLL, HEAVY);
    add("a", Verb.ROLL, "3d6");

    assertThat(queue.nextClass(EnumSet.of(WorkClass.ODDS, WorkClass.HEAVY)))
        .isEqualTo(WorkClass.QUICK);
    assertThat(queue.nextClass(EnumSet.of(WorkClass.ODDS, WorkClass.QUICK)))
        .isEqualTo(WorkClass.HEAVY);
    assertThat(queue.nextClass(EnumSet.of(WorkClass.QUICK, WorkClass.HEAVY)))
        .isEqualTo(WorkClass.ODDS);
    assertThat(queue.nextClass(EnumSet.allOf(WorkClass.class))).isNull();
  }

  @Test
  void turnOfAClassIsThatOfItsLeastChargedAccount() {
    for (int i = 0; i < 100; i++) {
      add("odds", Verb.ODDS, "3d6");
      add("rolls", Verb.ROLL, "3d6");
    }
    PendingRequest first = take();
    while (first.verb() != Verb.ODDS) {
      answer(first, millis(1));
      first = take();
    }
    answer(first, millis(50));

    // About as many rolls of 1 ms as the odds took.
    for (int i = 0; i < 45; i++) {
      PendingRequest roll = take();
      assertThat(roll.verb()).isEqualTo(Verb.ROLL);
      answer(roll, millis(1));
    }
  }

  @Test
  void rollsOfAnAccountWhoseRollsTakeLongAreHeavy() {
    for (int i = 0; i < 10; i++) {
      add("a", Verb.ROLL, "3d6");
      answer(take(), millis(5));
    }

    assertThat(add("a", Verb.ROLL, "3d6").workClass()).isEqualTo(WorkClass.HEAVY);
    assertThat(add("b", Verb.ROLL, "3d6").workClass()).isEqualTo(WorkClass.QUICK);
  }

  @Test
  void fewRollsThatTakeLongDoNotMakeTheNextOneHeavy() {
    for (int i = 0; i < 3; i++) {
      add("a", Verb.ROLL, "3d6");
      answer(take(), millis(5));
    }
    assertThat(add("a", Verb.ROLL, "3d6").workClass()).isEqualTo(WorkClass.QUICK);
    answer(take(), millis(5));
    assertThat(add("a", Verb.ROLL, "3d6").workClass()).isEqualTo(WorkClass.HEAVY);

    answer(take(), millis(1) / 2);

    assertThat(add("a", Verb.ROLL, "3d6").workClass()).isEqualTo(WorkClass.QUICK);
  }

  @Test
  void accountIsSuspectForAMinuteAfterAHeavyRoll() {
    PendingRequest heavy = add("a", Verb.ROLL, "3d6");
    take();
    assertThat(heavy.account().isSuspect(now)).isFalse();

    answer(heavy, millis(5));

    assertThat(heavy.account().isSuspect(now + seconds(59))).isTrue();
    assertThat(heavy.account().isSuspect(now + seconds(61))).isFalse();
  }

  @Test
  void requestThatWasLeftOutIsHeavyAndGoesBeforeItsClientsOthers() {
    UUID client = UUID.randomUUID();
    add(new Asker("a", client), Verb.ROLL, "100d6");
    PendingRequest leftOut = take();
    add(new Asker("a", client), Verb.ROLL, HEAVY);

    queue.addLeftOut(leftOut);

    assertThat(queue.nextClass(NONE)).isEqualTo(WorkClass.HEAVY);
    assertThat(take()).isSameAs(leftOut);
  }

  @Test
  void requestsThatWereLeftOutGoBeforeThoseOfOthersIfTheyTakeLittle() {
    for (int i = 0; i < 5; i++) {
      add("a", Verb.ROLL, "100d6");
    }
    for (int i = 0; i < 500; i++) {
      add("b" + i / 5, Verb.ROLL, "3d6");
    }
    List<PendingRequest> leftOut = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      leftOut.add(take());
    }
    leftOut.forEach(queue::addLeftOut);

    List<PendingRequest> next = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      next.add(take());
      answer(next.getLast(), 5_000);
    }

    assertThat(next).containsAll(leftOut);
  }

  @Test
  void lostRequestsGoFirstInTheirOrder() {
    PendingRequest one = add("a", Verb.ROLL, "1");
    PendingRequest two = add("b", Verb.ROLL, "2");
    take();
    take();
    add("c", Verb.ROLL, "3");
    queue.addLost(one);
    queue.addLost(two);

    assertThat(List.of(take(), take())).containsExactly(one, two);
    assertThat(take().expression()).isEqualTo("3");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void completedRequestsAreRemoved() {
    List<PendingRequest> completed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      completed.add(add("a" + i, Verb.ROLL, "completed"));
      completed.add(add("a" + i, Verb.ODDS, "completed"));
    }
    PendingRequest left = add("a1", Verb.ROLL, "left");
    completed.forEach(request -> request.complete(new EngineAnswer.Unavailable(ErrorCode.TIMEOUT)));

    queue.removeCompleted();

    assertThat(take()).isSameAs(left);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void removeAllTakesEveryRequest() {
    add("a", Verb.ROLL, "1");
    add("a", Verb.ODDS, "2");
    add("b", Verb.ROLL, HEAVY);
    PendingRequest lost = Objects.requireNonNull(queue.peek(WorkClass.HEAVY));
    queue.remove(lost);
    queue.addLost(lost);

    assertThat(queue.removeAll())
        .extracting(PendingRequest::expression)
        .containsExactlyInAnyOrder("1", "2", HEAVY);
    assertThat(queue.isEmpty()).isTrue();
    add("a", Verb.ROLL, "3");
    assertThat(take().expression()).isEqualTo("3");
  }

  @Test
  void accountsAreForgottenAMinuteAfterTheirLastRequest() {
    add("a", Verb.ROLL, "1");
    take();
    PendingRequest waits = add("b", Verb.ROLL, "1");

    queue.forgetAccounts(now + seconds(59));
    assertThat(queue.accounts()).isEqualTo(2);
    queue.forgetAccounts(now + seconds(61));
    assertThat(queue.accounts()).isOne();

    assertThat(take()).isSameAs(waits);
  }

  private PendingRequest add(String account, Verb verb, String expression) {
    return add(
        new Asker(account, UUID.nameUUIDFromBytes(account.getBytes(UTF_8))), verb, expression);
  }

  private PendingRequest add(Asker asker, Verb verb, String expression) {
    PendingRequest request =
        new PendingRequest(
            new RequestId(++lastId), asker, verb, expression, 0, new CompletableFuture<>());
    queue.add(request, now);
    return request;
  }

  private PendingRequest take() {
    WorkClass next = Objects.requireNonNull(queue.nextClass(NONE));
    PendingRequest request = Objects.requireNonNull(queue.peek(next));
    queue.remove(request);
    return request;
  }

  private void answer(PendingRequest request, long workNanos) {
    now += workNanos;
    request.addWork(workNanos);
    workByAccount.merge(account(request), workNanos, Long::sum);
    queue.settle(request, now);
  }

  private long work(String account) {
    return workByAccount.getOrDefault(account, 0L);
  }

  private static String account(PendingRequest request) {
    return request.asker().account();
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
