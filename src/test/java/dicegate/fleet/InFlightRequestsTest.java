package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.wire.ErrorCode;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InFlightRequestsTest {

  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

  private final InFlightRequests requests = new InFlightRequests(2, false, TIMEOUT, 0);
  private long lastId;

  @Test
  void fullWindowHasNoRoomUntilAReply() {
    PendingRequest first = sent(Verb.ROLL, 0);
    sent(Verb.ROLL, 0);
    assertThat(requests.hasRoom()).isFalse();

    requests.onReply(first.id(), 1);

    assertThat(requests.hasRoom()).isTrue();
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
    assertThat(requests.hasRoom()).isFalse();

    requests.onReply(request.id(), 1);
    assertThat(requests.hasRoom()).isTrue();
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
    PendingRequest request =
        new PendingRequest(
            new RequestId(lastId++),
            UUID.randomUUID(),
            verb,
            "3d6",
            atNanos + TIMEOUT,
            new CompletableFuture<>());
    requests.add(request, atNanos);
    return request;
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
