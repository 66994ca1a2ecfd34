package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.wire.ErrorCode;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InFlightRequestsTest {

  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

  private final InFlightRequests requests = new InFlightRequests(2, 1, false, TIMEOUT, 0);
  private long lastId;

  @Test
  void fullWindowHasNoRoomUntilAReply() {
    PendingRequest first = sent(Verb.ROLL, 0);
    sent(Verb.ROLL, 0);
    assertThat(requests.hasRoom(WorkClass.QUICK, 0)).isFalse();

    requests.onReply(first.id(), 1);

    assertThat(requests.hasRoom(WorkClass.QUICK, 0)).isTrue();
    assertThat(requests.inFlight(first.id())).isNull();
  }

  @Test
  void requestThatTimedOutKeepsItsPlaceForFourTimeLimits() {
    PendingRequest request = sent(Verb.ROLL, 0);
    complete(request);

    requests.removeExpired(4 * TIMEOUT - 1);
    assertThat(requests.inFlight(request.id())).isSameAs(request);
    assertThat(requests.pending()).isEmpty();

    requests.removeExpired(4 * TIMEOUT);
    assertThat(requests.isEmpty()).isTrue();
  }

  @Test
  void pendingAreTheRequestsThatAreNotCompleted() {
    complete(sent(Verb.ROLL, 0));
    PendingRequest waitedFor = sent(Verb.ROLL, 0);

    assertThat(requests.pending()).containsExactly(waitedFor);
  }

  @Test
  void blockedPeerHasNoRoomUntilItReplies() {
    PendingRequest request = sent(Verb.ROLL, 0);

    requests.onSendBlocked();
    assertThat(requests.hasRoom(WorkClass.QUICK, 0)).isFalse();

    requests.onReply(request.id(), 1);
    assertThat(requests.hasRoom(WorkClass.QUICK, 0)).isTrue();
  }

  @Test
  void engineOnTrialHasOneRequestUntilItsFirstReply() {
    requests.setOnTrial(true);
    PendingRequest first = sent(Verb.ROLL, 0);
    assertThat(requests.hasRoom(WorkClass.QUICK, 0)).isFalse();

    requests.onReply(first.id(), 1);

    sent(Verb.ROLL, 1);
    assertThat(requests.hasRoom(WorkClass.QUICK, 1)).isTrue();
  }

  @Test
  void requestThatAnEngineOnTrialDoesNotAnswerSoonIsReturnedOnceAndIsNotLostWithTheEngine() {
    requests.setOnTrial(true);
    PendingRequest first = sent(Verb.ROLL, 0);

    assertThat(requests.takeOverdueTrials(millis(149))).isEmpty();
    assertThat(requests.takeOverdueTrials(millis(150))).containsExactly(first);
    assertThat(requests.takeOverdueTrials(millis(151))).isEmpty();
    assertThat(requests.pending()).isEmpty();
    assertThat(requests.inFlight(first.id())).as("for a late reply").isSameAs(first);
  }

  @Test
  void provenEngineKeepsItsRequests() {
    requests.onReply(sent(Verb.ROLL, 0).id(), 1);
    sent(Verb.ROLL, 1);
    requests.setOnTrial(true);

    assertThat(requests.takeOverdueTrials(millis(1_000))).isEmpty();
  }

  @Test
  void engineElsewhereHasOddsForHalfItsWorkersAndWithHeavyRollsForAllButOne() {
    InFlightRequests four = new InFlightRequests(100, 4, false, TIMEOUT, 0);
    for (int i = 0; i < 2; i++) {
      assertThat(four.hasRoom(WorkClass.ODDS, 0)).isTrue();
      four.add(request(Verb.ODDS, 0), 0);
    }
    assertThat(four.hasRoom(WorkClass.ODDS, 0)).isFalse();

    assertThat(four.hasRoom(WorkClass.HEAVY, 0)).isTrue();
    PendingRequest heavy = request(Verb.ROLL, 0);
    heavy.onLeftOut();
    four.add(heavy, 0);
    assertThat(four.hasRoom(WorkClass.HEAVY, 0)).isFalse();
    assertThat(four.hasRoom(WorkClass.QUICK, 0)).isTrue();
  }

  @Test
  void engineElsewhereHasFewRequestsInFlightIfTheyWaitForOneAnother() {
    InFlightRequests slow = new InFlightRequests(100, 1, false, TIMEOUT, 0);
    PendingRequest first = request(Verb.ROLL, 0);
    slow.add(first, 0);
    slow.onReply(first.id(), millis(40));

    int sent = 0;
    while (slow.hasRoom(WorkClass.QUICK, millis(40))) {
      slow.add(request(Verb.ROLL, millis(40)), millis(40));
      sent++;
    }

    assertThat(sent).as("four for each worker, at 40 ms each").isEqualTo(4);
  }

  @Test
  void engineElsewhereThatWorksOnManyAtATimeHasItsWindow() {
    InFlightRequests parallel = new InFlightRequests(100, 1, false, TIMEOUT, 0);
    long second = millis(1_000);
    for (int round = 0; round < 3; round++) {
      List<PendingRequest> sent = new ArrayList<>();
      while (sent.size() < 100 && parallel.hasRoom(WorkClass.QUICK, round * second)) {
        sent.add(request(Verb.ROLL, round * second));
        parallel.add(sent.getLast(), round * second);
      }
      for (PendingRequest request : sent) {
        parallel.onReply(request.id(), (round + 1) * second);
      }
      assertThat(sent).hasSizeGreaterThan(round == 0 ? 3 : 10);
    }
  }

  @Test
  void engineWithoutRequestsIsNeverSilent() {
    assertThat(requests.fault(false, 100 * TIMEOUT)).isNull();
  }

  @Test
  void silenceBeginsWithTheFirstRequest() {
    sent(Verb.ROLL, 100 * TIMEOUT);

    assertThat(requests.fault(false, 101 * TIMEOUT - millis(1_001))).isNull();
    assertThat(requests.fault(false, 101 * TIMEOUT - millis(1_000))).isEqualTo("silent");
  }

  @Test
  void silenceLimitIsSixGapsAndASecondForTheOnlyEngine() {
    for (int i = 0; i < 20; i++) {
      requests.onReply(sent(Verb.ROLL, 0).id(), millis(50));
    }
    sent(Verb.ROLL, millis(50));

    assertThat(requests.fault(false, millis(349))).isNull();
    assertThat(requests.fault(false, millis(350))).isEqualTo("silent");
    assertThat(requests.fault(true, millis(1_049))).isNull();
    assertThat(requests.fault(true, millis(1_050))).isEqualTo("silent");
  }

  @Test
  void silenceLimitWithOddsInFlightIsMostOfTheDeadline() {
    for (int i = 0; i < 20; i++) {
      requests.onReply(sent(Verb.ROLL, 0).id(), 0);
    }
    PendingRequest odds = sent(Verb.ODDS, 0);
    sent(Verb.ROLL, 0);
    assertThat(requests.fault(false, millis(3_999))).isNull();
    assertThat(requests.fault(false, millis(4_000))).isEqualTo("silent");

    requests.remove(odds.id());

    assertThat(requests.fault(false, millis(150))).isEqualTo("silent");
  }

  /** Else an engine that stops would be noticed late whenever a larger roll is in flight. */
  @Test
  void silenceLimitWithARollThatWasLeftOutOfABatchIsThatOfRolls() {
    for (int i = 0; i < 20; i++) {
      requests.onReply(sent(Verb.ROLL, 0).id(), 0);
    }
    PendingRequest leftOut = sent(Verb.ROLL, 0);
    requests.onReply(leftOut.id(), 0);
    leftOut.onLeftOut();
    requests.add(leftOut, 0);

    assertThat(leftOut.isSlow()).isTrue();
    assertThat(requests.fault(false, millis(150))).isEqualTo("silent");
  }

  @Test
  void stallOfTheGatewayIsDiscountedFromTheSilence() {
    sent(Verb.ROLL, 0);

    requests.discountStall(millis(2_000), millis(2_000));

    assertThat(requests.fault(false, millis(5_999))).isNull();
    assertThat(requests.fault(false, millis(6_000))).isEqualTo("silent");
  }

  @Test
  void invalidRepliesInARowAreAFault() {
    invalidReplies(63);
    requests.onReply(sent(Verb.ROLL, 0).id(), 0);
    invalidReplies(63);
    assertThat(requests.fault(false, 0)).isNull();

    invalidReplies(1);
    assertThat(requests.fault(false, 0)).isEqualTo("invalid replies");
  }

  @Test
  void replyToAnUnknownRequestIsRejected() {
    assertThatThrownBy(() -> requests.onReply(new RequestId(7), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7");
  }

  private PendingRequest sent(Verb verb, long atNanos) {
    PendingRequest request = request(verb, atNanos);
    requests.add(request, atNanos);
    return request;
  }

  private PendingRequest request(Verb verb, long atNanos) {
    return new PendingRequest(
        new RequestId(lastId++),
        Asker.alone(UUID.randomUUID()),
        verb,
        "3d6",
        atNanos + TIMEOUT,
        new CompletableFuture<>());
  }

  private static void complete(PendingRequest request) {
    request.complete(new EngineAnswer.Unavailable(ErrorCode.TIMEOUT));
  }

  private void invalidReplies(int times) {
    for (int i = 0; i < times; i++) {
      requests.onInvalidReply();
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
