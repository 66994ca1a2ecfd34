package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LedgerTest {

  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

  private final Ledger ledger = new Ledger(2, false, TIMEOUT, 0);
  private long lastId;

  @Test
  void roomEndsWithTheWindowAndComesBackWithEachReply() {
    PendingRequest first = sent(Verb.ROLL, 0);
    sent(Verb.ROLL, 0);
    assertThat(ledger.hasRoom()).isFalse();

    ledger.answered(first.id(), 1);

    assertThat(ledger.hasRoom()).isTrue();
    assertThat(ledger.inFlight(first.id())).isNull();
  }

  @Test
  void requestThatTimedOutKeepsItsPlaceForFourDeadlines() {
    PendingRequest request = sent(Verb.ROLL, 0);
    settle(request);

    ledger.forgetOld(4 * TIMEOUT - 1);
    assertThat(ledger.inFlight(request.id())).isSameAs(request);
    assertThat(ledger.unsettled()).isEmpty();

    ledger.forgetOld(4 * TIMEOUT);
    assertThat(ledger.isEmpty()).isTrue();
  }

  @Test
  void unsettledAreTheRequestsThatSomebodyWaitsFor() {
    settle(sent(Verb.ROLL, 0));
    PendingRequest waitedFor = sent(Verb.ROLL, 0);

    assertThat(ledger.unsettled()).containsExactly(waitedFor);
  }

  @Test
  void blockedPeerHasNoRoomUntilItReplies() {
    PendingRequest request = sent(Verb.ROLL, 0);

    ledger.blocked();
    assertThat(ledger.hasRoom()).isFalse();

    ledger.answered(request.id(), 1);
    assertThat(ledger.hasRoom()).isTrue();
  }

  @Test
  void engineThatOwesNothingMayBeSilentForEver() {
    assertThat(ledger.fault(false, 100 * TIMEOUT)).isNull();
  }

  @Test
  void silenceBeginsWithTheWork() {
    sent(Verb.ROLL, 100 * TIMEOUT);

    assertThat(ledger.fault(false, 101 * TIMEOUT - millis(1_001))).isNull();
    assertThat(ledger.fault(false, 101 * TIMEOUT - millis(1_000))).isEqualTo("silent");
  }

  @Test
  void engineOfKnownPaceHasSixOfItsGapsAndASecondIfItIsTheLast() {
    for (int i = 0; i < 20; i++) {
      ledger.answered(sent(Verb.ROLL, 0).id(), millis(50));
    }
    sent(Verb.ROLL, millis(50));

    assertThat(ledger.fault(false, millis(349))).isNull();
    assertThat(ledger.fault(false, millis(350))).isEqualTo("silent");
    assertThat(ledger.fault(true, millis(1_049))).isNull();
    assertThat(ledger.fault(true, millis(1_050))).isEqualTo("silent");
  }

  @Test
  void oddsHaveMostOfTheDeadlineWhateverThePace() {
    for (int i = 0; i < 20; i++) {
      ledger.answered(sent(Verb.ROLL, 0).id(), 0);
    }
    PendingRequest odds = sent(Verb.ODDS, 0);
    sent(Verb.ROLL, 0);
    assertThat(ledger.fault(false, millis(3_999))).isNull();
    assertThat(ledger.fault(false, millis(4_000))).isEqualTo("silent");

    ledger.landed(odds.id());

    assertThat(ledger.fault(false, millis(150))).isEqualTo("silent");
  }

  @Test
  void stallOfOursIsNoSilenceOfTheEngine() {
    sent(Verb.ROLL, 0);

    ledger.forgive(millis(2_000), millis(2_000));

    assertThat(ledger.fault(false, millis(5_999))).isNull();
    assertThat(ledger.fault(false, millis(6_000))).isEqualTo("silent");
  }

  @Test
  void unusableRepliesInARowAreAFaultUnlessAGoodOneComesBetween() {
    unusable(63);
    ledger.answered(sent(Verb.ROLL, 0).id(), 0);
    unusable(63);
    assertThat(ledger.fault(false, 0)).isNull();

    unusable(1);
    assertThat(ledger.fault(false, 0)).isEqualTo("unusable replies");
  }

  @Test
  void replyToNothingIsTheCallersError() {
    assertThatThrownBy(() -> ledger.answered(new RequestId(7), 0))
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
    ledger.sent(request, atNanos);
    return request;
  }

  private static void settle(PendingRequest request) {
    request.settle(new EngineAnswer.Unavailable(EngineAnswer.Reason.TIMEOUT));
  }

  private void unusable(int times) {
    for (int i = 0; i < times; i++) {
      ledger.unusable();
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
