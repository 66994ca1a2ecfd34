package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.gateway.Session.Asked;
import dicegate.gateway.Session.Claim;
import dicegate.telemetry.Meters;
import dicegate.wire.frames.Verb;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a session remembers, and what it forgets. */
final class SessionTest {

  private static final long LIMIT_MILLIS = 10_000;

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
  private final FakeSocket socket = new FakeSocket();
  private final Outbox outbox = outbox(socket);
  private final Sessions sessions = new Sessions(clock::get);
  private final Session session = sessions.open(outbox);

  @Test
  void newRequestIsFreshAndThenJoinedAndThenRepeated() {
    Asked asked = fresh("1", "3d6");
    assertThat(claim("1", "3d6")).isEqualTo(new Claim.Joined());

    assertThat(session.settle(asked, "nine", true)).isSameAs(outbox);

    assertThat(claim("1", "3d6")).isEqualTo(new Claim.Repeated("nine"));
    assertThat(claim("1", "3d6")).isEqualTo(new Claim.Repeated("nine"));
  }

  @Test
  void sameIdForAnotherRequestIsReusedWhetherItRunsOrRan() {
    Asked asked = fresh("1", "3d6");
    assertThat(claim("1", "4d6")).isEqualTo(new Claim.Reused());
    assertThat(session.claim("1", Verb.ODDS, "3d6", outbox)).isEqualTo(new Claim.Reused());

    session.settle(asked, "nine", true);

    assertThat(claim("1", "4d6")).isEqualTo(new Claim.Reused());
  }

  @Test
  void numberAndStringAreTwoIds() {
    fresh("1", "3d6");

    fresh("\"1\"", "4d6");
  }

  @Test
  void whatIsNotToBeKeptIsAskedAnewEvenOtherwise() {
    session.settle(fresh("1", "3d6"), "busy", false);

    session.settle(fresh("1", "3d6"), "busy", false);
    fresh("1", "4d6");
  }

  @Test
  void settlingTwiceIsSettlingOnce() {
    Asked asked = fresh("1", "3d6");
    session.settle(asked, "nine", true);
    assertThat(session.settle(asked, "ten", true)).isNull();
    assertThat(claim("1", "3d6")).isEqualTo(new Claim.Repeated("nine"));

    clock.addAndGet(Session.KEPT_NANOS);

    assertThat(session.forgetOld()).isTrue();
  }

  @Test
  void answersAreKeptForTwoMinutes() {
    Asked early = fresh("1", "3d6");
    Asked late = fresh("2", "3d6");
    session.settle(early, "nine", true);
    clock.addAndGet(1);
    session.settle(late, "ten", true);

    clock.addAndGet(Session.KEPT_NANOS - 1);

    assertThat(claim("2", "3d6")).isEqualTo(new Claim.Repeated("ten"));
    fresh("1", "3d6");
  }

  @Test
  void oldestAnswersMakeRoomAndTheirIdsAreStillKnown() {
    String frame = "x".repeat(Session.MAX_KEPT_CHARS / 4);
    for (int i = 1; i <= 5; i++) {
      session.settle(fresh(Integer.toString(i), "3d6"), frame, true);
    }

    assertThat(claim("1", "3d6")).isEqualTo(new Claim.Forgotten());
    assertThat(claim("2", "3d6")).isEqualTo(new Claim.Forgotten());
    assertThat(claim("3", "3d6")).isEqualTo(new Claim.Repeated(frame));
    assertThat(claim("5", "3d6")).isEqualTo(new Claim.Repeated(frame));
  }

  @Test
  void answerTooLongToKeepPushesNoOtherOut() {
    session.settle(fresh("1", "3d6"), "nine", true);
    session.settle(fresh("2", "9999d6"), "x".repeat(Session.MAX_KEPT_CHARS), true);

    assertThat(claim("1", "3d6")).isEqualTo(new Claim.Repeated("nine"));
    assertThat(claim("2", "9999d6")).isEqualTo(new Claim.Forgotten());
  }

  @Test
  void noMoreIdsAreRememberedThanTheLimit() {
    for (int i = 0; i < 2 * Session.MAX_IDS; i++) {
      session.settle(fresh(Integer.toString(i), "3d6"), "nine", true);
    }

    assertThat(claim(Integer.toString(Session.MAX_IDS), "3d6"))
        .isEqualTo(new Claim.Repeated("nine"));
    fresh("0", "3d6");
  }

  @Test
  void noRunningRequestIsForgottenForAnother() {
    List<Asked> running = new ArrayList<>();
    for (int i = 0; i < Session.MAX_IDS; i++) {
      running.add(fresh(Integer.toString(i), "3d6"));
    }
    assertThat(claim("more", "3d6")).isEqualTo(new Claim.Full());

    session.settle(running.get(7), "nine", true);

    fresh("more", "3d6");
    assertThat(claim("0", "3d6")).isEqualTo(new Claim.Joined());
  }

  @Test
  void crowdThatFillsTheMemoryLeavesEachALittle() {
    String frame = "x".repeat(Session.MAX_KEPT_CHARS / 2);
    while (sessions.charsInAll() <= Session.MAX_CHARS_IN_ALL) {
      Session other = sessions.open(outbox);
      Claim claim = other.claim("1", Verb.ROLL, "3d6", outbox);
      other.settle(((Claim.Fresh) claim).asked(), frame, true);
    }

    for (int i = 0; i < 2 * Session.LEAN_IDS; i++) {
      session.settle(fresh(Integer.toString(i), "3d6"), "nine", true);
    }
    session.settle(fresh("large", "3d6"), frame, true);

    assertThat(claim("large", "3d6")).isEqualTo(new Claim.Forgotten());
    assertThat(claim(Integer.toString(2 * Session.LEAN_IDS - 1), "3d6"))
        .isEqualTo(new Claim.Repeated("nine"));
    fresh("0", "3d6");
  }

  @Test
  void whatIsForgottenCostsNothing() {
    Asked running = fresh("running", "3d6");
    session.settle(fresh("1", "3d6"), "nine", true);
    session.settle(fresh("2", "3d6"), "busy", false);
    session.settle(fresh("3", "3d6"), "x".repeat(Session.MAX_KEPT_CHARS), true);
    assertThat(sessions.charsInAll()).isEqualTo(3 * Session.ID_CHARS + "nine3d6".length());

    sessions.detach(session, outbox);
    clock.addAndGet(Session.KEPT_NANOS);
    sessions.expire();
    session.settle(running, "nine", true);

    assertThat(sessions.charsInAll()).isZero();
    assertThat(sessions.size()).isZero();
  }

  @Nested
  class OverAnotherConnection {

    private final FakeSocket newSocket = new FakeSocket();
    private final Outbox newOutbox = outbox(newSocket);

    @Test
    void answerGoesToTheConnectionThatAskedLast() {
      Asked asked = fresh("1", "3d6");
      Asked notAskedAgain = fresh("2", "3d6");

      assertThat(resume()).isSameAs(session);
      assertThat(session.claim("1", Verb.ROLL, "3d6", newOutbox)).isEqualTo(new Claim.Joined());

      assertThat(session.settle(asked, "nine", true)).isSameAs(newOutbox);
      assertThat(session.settle(notAskedAgain, "ten", true)).isSameAs(outbox);
      assertThat(session.claim("2", Verb.ROLL, "3d6", newOutbox))
          .isEqualTo(new Claim.Repeated("ten"));
    }

    @Test
    void oneThatLooksAliveIsClosedAndNotHeardAnyMore() throws Exception {
      resume();

      assertThat(socket.closeCode()).isEqualTo(CloseCode.REPLACED);
      assertThat(claim("1", "3d6")).isEqualTo(new Claim.Replaced());
      sessions.detach(session, outbox);
      assertThat(resume()).isSameAs(session);
    }

    @Test
    void resumingTwiceOverOneConnectionIsNoReplacement() {
      resume();
      assertThat(resume()).isSameAs(session);

      assertThat(newSocket.isOpen()).isTrue();
    }

    @Test
    void sessionWithAnAnswerWaitsForTwoMinutes() {
      session.settle(fresh("1", "3d6"), "nine", true);
      sessions.detach(session, outbox);

      clock.addAndGet(Session.KEPT_NANOS - 1);
      sessions.expire();
      assertThat(sessions.size()).isOne();
      clock.addAndGet(1);
      sessions.expire();

      assertThat(sessions.size()).isZero();
      assertThat(resume()).isNull();
    }

    @Test
    void sessionThatWaitsHoldsNothingOfItsConnection() throws Exception {
      ReferenceQueue<Outbox> collected = new ReferenceQueue<>();
      WeakReference<Outbox> gone = connectionThatAskedOnce(collected);

      System.gc();

      assertThat(collected.remove(LIMIT_MILLIS)).isSameAs(gone);
      assertThat(sessions.size()).isEqualTo(2);
    }

    private WeakReference<Outbox> connectionThatAskedOnce(ReferenceQueue<Outbox> collected) {
      Outbox leaving = outbox(new FakeSocket());
      Session waits = sessions.open(leaving);
      Claim claim = waits.claim("1", Verb.ROLL, "3d6", leaving);
      waits.settle(((Claim.Fresh) claim).asked(), "nine", true);
      sessions.detach(waits, leaving);
      return new WeakReference<>(leaving, collected);
    }

    @Test
    void resumedSessionDoesNotExpire() {
      fresh("1", "3d6");
      sessions.detach(session, outbox);
      resume();

      clock.addAndGet(10 * Session.KEPT_NANOS);
      sessions.expire();

      assertThat(sessions.size()).isOne();
    }

    @Test
    void sessionThatAskedNothingDoesNotWait() {
      sessions.detach(session, outbox);

      assertThat(sessions.size()).isZero();
    }

    @Test
    void noMoreSessionsWaitThanTheLimitAndTheNewestDo() {
      fresh("1", "3d6");
      sessions.detach(session, outbox);
      List<Session> others = new ArrayList<>();
      for (int i = 0; i < Sessions.MAX_WAITING; i++) {
        Session other = sessions.open(outbox);
        other.claim("1", Verb.ROLL, "3d6", outbox);
        sessions.detach(other, outbox);
        others.add(other);
      }

      assertThat(sessions.size()).isEqualTo(Sessions.MAX_WAITING);
      assertThat(resume()).isNull();
      Session newest = others.get(others.size() - 1);
      assertThat(sessions.resume(newest.id().toString(), newOutbox)).isSameAs(newest);
    }

    private @Nullable Session resume() {
      return sessions.resume(session.id().toString(), newOutbox);
    }
  }

  private Asked fresh(String id, String expression) {
    Claim claim = claim(id, expression);
    assertThat(claim).isInstanceOf(Claim.Fresh.class);
    return ((Claim.Fresh) claim).asked();
  }

  private Claim claim(String id, String expression) {
    return session.claim(id, Verb.ROLL, expression, outbox);
  }

  private Outbox outbox(FakeSocket over) {
    return new Outbox(over, new Meters(), clock::get);
  }
}
