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

  private final InFlightRequests inFlightRequests = new InFlightRequests(2, false, TIMEOUT, 0);
  private long lastId;

  @Test
  void roomEndsWithTheWindowAndComesBackWithEachReply() {
    PendingRequest first = sent(Verb.ROLL, 0);
    sent(Verb.ROLL, 0);
    assertThat(inFlightRequests.hasRoom()).isFalse();

    inFlightRequests.onReply(first.id(), 1);

    assertThat(inFlightRequests.hasRoom()).isTrue();
    assertThat(inFlightRequests.inFlight(first.id())).isNull();
  }

  @Test
  void requestThatTimedOutKeepsItsPlaceForFourDeadlines() {
    PendingRequest request = sent(Verb.ROLL, 0);
    settle(request);

    inFlightRequests.removeExpired(4 * TIMEOUT - 1);
    assertThat(inFlightRequests.inFlight(request.id())).isSameAs(request);
    assertThat(inFlightRequests.pending()).isEmpty();

    inFlightRequests.removeExpired(4 * TIMEOUT);
    assertThat(inFlightRequests.isEmpty()).isTrue();
  }

  @Test
  void unsettledAreTheRequestsThatSomebodyWaitsFor() {
    settle(sent(Verb.ROLL, 0));
    PendingRequest waitedFor = sent(Verb.ROLL, 0);

    assertThat(inFlightRequests.pending()).containsExactly(waitedFor);
  }

  @Test
  void blockedPeerHasNoRoomUntilItReplies() {
    PendingRequest request = sent(Verb.ROLL, 0);

    inFlightRequests.onSendBlocked();
    assertThat(inFlightRequests.hasRoom()).isFalse();

    inFlightRequests.onReply(request.id(), 1);
    assertThat(inFlightRequests.hasRoom()).isTrue();
  }

  @Test
  void engineThatOwesNothingMayBeSilentForEver() {
    assertThat(inFlightRequests.fault(false, 100 * TIMEOUT)).isNull();
  }

  @Test
  void silenceBeginsWithTheWork() {
    sent(Verb.ROLL, 100 * TIMEOUT);

    assertThat(inFlightRequests.fault(false, 101 * TIMEOUT - millis(1_001))).isNull();
    assertThat(inFlightRequests.fault(false, 101 * TIMEOUT - millis(1_000))).isEqualTo("silent");
  }

  @Test
  void engineOfKnownPaceHasSixOfItsGapsAndASecondIfItIsTheLast() {
    for (int i = 0; i < 20; i++) {
      inFlightRequests.onReply(sent(Verb.ROLL, 0).id(), millis(50));
    }
    sent(Verb.ROLL, millis(50));

    assertThat(inFlightRequests.fault(false, millis(349))).isNull();
    assertThat(inFlightRequests.fault(false, millis(350))).isEqualTo("silent");
    assertThat(inFlightRequests.fault(true, millis(1_049))).isNull();
    assertThat(inFlightRequests.fault(true, millis(1_050))).isEqualTo("silent");
  }

  @Test
  void oddsHaveMostOfTheDeadlineWhateverThePace() {
    for (int i = 0; i < 20; i++) {
      inFlightRequests.onReply(sent(Verb.ROLL, 0).id(), 0);
    }
    PendingRequest odds = sent(Verb.ODDS, 0);
    sent(Verb.ROLL, 0);
    assertThat(inFlightRequests.fault(false, millis(3_999))).isNull();
    assertThat(inFlightRequests.fault(false, millis(4_000))).isEqualTo("silent");

    inFlightRequests.remove(odds.id());

    assertThat(inFlightRequests.fault(false, millis(150))).isEqualTo("silent");
  }

  @Test
  void stallOfOursIsNoSilenceOfTheEngine() {
    sent(Verb.ROLL, 0);

    inFlightRequests.discountStall(millis(2_000), millis(2_000));

    assertThat(inFlightRequests.fault(false, millis(5_999))).isNull();
    assertThat(inFlightRequests.fault(false, millis(6_000))).isEqualTo("silent");
  }

  @Test
  void unusableRepliesInARowAreAFaultUnlessAGoodOneComesBetween() {
    unusable(63);
    inFlightRequests.onReply(sent(Verb.ROLL, 0).id(), 0);
    unusable(63);
    assertThat(inFlightRequests.fault(false, 0)).isNull();

    unusable(1);
    assertThat(inFlightRequests.fault(false, 0)).isEqualTo("unusable replies");
  }

  @Test
  void replyToNothingIsTheCallersError() {
    assertThatThrownBy(() -> inFlightRequests.onReply(new RequestId(7), 0))
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
    inFlightRequests.add(request, atNanos);
    return request;
  }

  private static void settle(PendingRequest request) {
    request.complete(new EngineAnswer.Unavailable(ErrorCode.TIMEOUT));
  }

  private void unusable(int times) {
    for (int i = 0; i < times; i++) {
      inFlightRequests.onInvalidReply();
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
