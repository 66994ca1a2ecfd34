package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.gateway.RequestHistory.TrackedRequest;
import dicegate.telemetry.Metrics;
import dicegate.verify.SeriesSource;
import dicegate.wire.frames.Verb;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The requests and answers that a session keeps and drops. */
final class ResumableSessionTest {

  private static final long LIMIT_MILLIS = 10_000;

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
  private final FakeSocket socket = new FakeSocket();
  private final Outbox outbox = outbox(socket);
  private final SessionStore sessions =
      new SessionStore(clock::get, new SeriesSource(new SecureRandom()));
  private final ResumableSession session = sessions.open(outbox);

  @Test
  void newRequestIsFreshAndThenJoinedAndThenRepeated() {
    TrackedRequest request = fresh("1", "3d6");
    assertThat(check("1", "3d6")).isEqualTo(new IdempotencyCheck.Joined());

    assertThat(session.complete(request, "nine", true)).isSameAs(outbox);

    assertThat(check("1", "3d6")).isEqualTo(new IdempotencyCheck.Repeated("nine"));
    assertThat(check("1", "3d6")).isEqualTo(new IdempotencyCheck.Repeated("nine"));
  }

  @Test
  void sameIdForAnotherRequestIsReusedWhetherItRunsOrRan() {
    TrackedRequest request = fresh("1", "3d6");
    assertThat(check("1", "4d6")).isEqualTo(new IdempotencyCheck.Reused());
    assertThat(session.checkIdempotency("1", Verb.ODDS, "3d6", outbox))
        .isEqualTo(new IdempotencyCheck.Reused());

    session.complete(request, "nine", true);

    assertThat(check("1", "4d6")).isEqualTo(new IdempotencyCheck.Reused());
  }

  @Test
  void numberAndStringAreTwoIds() {
    fresh("1", "3d6");

    fresh("\"1\"", "4d6");
  }

  @Test
  void idWhoseAnswerIsNotKeptIsFreshForAnyRequest() {
    session.complete(fresh("1", "3d6"), "busy", false);

    session.complete(fresh("1", "3d6"), "busy", false);
    fresh("1", "4d6");
  }

  @Test
  void secondCompletionIsIgnored() {
    TrackedRequest request = fresh("1", "3d6");
    session.complete(request, "nine", true);
    assertThat(session.complete(request, "ten", true)).isNull();
    assertThat(check("1", "3d6")).isEqualTo(new IdempotencyCheck.Repeated("nine"));

    clock.addAndGet(RequestHistory.KEPT_NANOS);

    assertThat(session.removeExpired()).isTrue();
  }

  @Test
  void answersAreKeptForTwoMinutes() {
    TrackedRequest early = fresh("1", "3d6");
    TrackedRequest late = fresh("2", "3d6");
    session.complete(early, "nine", true);
    clock.addAndGet(1);
    session.complete(late, "ten", true);

    clock.addAndGet(RequestHistory.KEPT_NANOS - 1);

    assertThat(check("2", "3d6")).isEqualTo(new IdempotencyCheck.Repeated("ten"));
    fresh("1", "3d6");
  }

  @Test
  void oldestAnswersAreDroppedAndTheirIdsRemembered() {
    String frame = "x".repeat(RequestHistory.MAX_KEPT_CHARS / 4);
    for (int i = 1; i <= 5; i++) {
      session.complete(fresh(Integer.toString(i), "3d6"), frame, true);
    }

    assertThat(check("1", "3d6")).isEqualTo(new IdempotencyCheck.AnswerDropped());
    assertThat(check("2", "3d6")).isEqualTo(new IdempotencyCheck.AnswerDropped());
    assertThat(check("3", "3d6")).isEqualTo(new IdempotencyCheck.Repeated(frame));
    assertThat(check("5", "3d6")).isEqualTo(new IdempotencyCheck.Repeated(frame));
  }

  @Test
  void answerTooLongToKeepDisplacesNoOther() {
    session.complete(fresh("1", "3d6"), "nine", true);
    session.complete(fresh("2", "9999d6"), "x".repeat(RequestHistory.MAX_KEPT_CHARS), true);

    assertThat(check("1", "3d6")).isEqualTo(new IdempotencyCheck.Repeated("nine"));
    assertThat(check("2", "9999d6")).isEqualTo(new IdempotencyCheck.AnswerDropped());
  }

  @Test
  void idsAreRememberedUpToTheLimit() {
    for (int i = 0; i < 2 * RequestHistory.MAX_IDS; i++) {
      session.complete(fresh(Integer.toString(i), "3d6"), "nine", true);
    }

    assertThat(check(Integer.toString(RequestHistory.MAX_IDS), "3d6"))
        .isEqualTo(new IdempotencyCheck.Repeated("nine"));
    fresh("0", "3d6");
  }

  @Test
  void runningRequestIsNeverDropped() {
    List<TrackedRequest> running = new ArrayList<>();
    for (int i = 0; i < RequestHistory.MAX_IDS; i++) {
      running.add(fresh(Integer.toString(i), "3d6"));
    }
    assertThat(check("more", "3d6")).isEqualTo(new IdempotencyCheck.Full());

    session.complete(running.get(7), "nine", true);

    fresh("more", "3d6");
    assertThat(check("0", "3d6")).isEqualTo(new IdempotencyCheck.Joined());
  }

  @Test
  void sessionsOverTheTotalBudgetKeepTheMinimum() {
    String frame = "x".repeat(RequestHistory.MAX_KEPT_CHARS / 2);
    while (sessions.totalBytes() <= RequestHistory.MAX_TOTAL_BYTES) {
      ResumableSession other = sessions.open(outbox);
      IdempotencyCheck check = other.checkIdempotency("1", Verb.ROLL, "3d6", outbox);
      other.complete(((IdempotencyCheck.Fresh) check).request(), frame, true);
    }

    for (int i = 0; i < 2 * RequestHistory.MIN_IDS; i++) {
      session.complete(fresh(Integer.toString(i), "3d6"), "nine", true);
    }
    session.complete(fresh("large", "3d6"), frame, true);

    assertThat(check("large", "3d6")).isEqualTo(new IdempotencyCheck.AnswerDropped());
    assertThat(check(Integer.toString(2 * RequestHistory.MIN_IDS - 1), "3d6"))
        .isEqualTo(new IdempotencyCheck.Repeated("nine"));
    fresh("0", "3d6");
  }

  @Test
  void runningRequestsAreChargedWithTheirTexts() {
    for (int i = 0; i < 100; i++) {
      fresh(Integer.toString(100 + i), "1+".repeat(2_000));
    }

    assertThat(sessions.totalBytes()).isGreaterThan(100 * 8_000);
  }

  @Test
  void droppedRequestsCostNothing() {
    TrackedRequest running = fresh("running", "3d6");
    assertThat(sessions.totalBytes()).isEqualTo(RequestHistory.RUNNING_BYTES + 2 * (7 + 3));
    session.complete(fresh("1", "3d6"), "nine", true);
    long withOne = sessions.totalBytes();
    assertThat(withOne).isBetween(RequestHistory.RUNNING_BYTES + 36L, 1_000L);
    session.complete(fresh("2", "3d6"), "busy", false);
    session.complete(fresh("3", "3d6"), "x".repeat(RequestHistory.MAX_KEPT_CHARS), true);
    assertThat(sessions.totalBytes()).isEqualTo(withOne);

    sessions.detach(session, outbox);
    clock.addAndGet(RequestHistory.KEPT_NANOS);
    sessions.expire();
    session.complete(running, "nine", true);

    assertThat(sessions.totalBytes()).isZero();
    assertThat(sessions.size()).isZero();
  }

  @Nested
  class OverAnotherConnection {

    private final FakeSocket newSocket = new FakeSocket();
    private final Outbox newOutbox = outbox(newSocket);

    @Test
    void answerGoesToTheConnectionThatLastSentTheId() {
      TrackedRequest request = fresh("1", "3d6");
      TrackedRequest notAskedAgain = fresh("2", "3d6");

      assertThat(resume()).isSameAs(session);
      assertThat(session.checkIdempotency("1", Verb.ROLL, "3d6", newOutbox))
          .isEqualTo(new IdempotencyCheck.Joined());

      assertThat(session.complete(request, "nine", true)).isSameAs(newOutbox);
      assertThat(session.complete(notAskedAgain, "ten", true)).isSameAs(outbox);
      assertThat(session.checkIdempotency("2", Verb.ROLL, "3d6", newOutbox))
          .isEqualTo(new IdempotencyCheck.Repeated("ten"));
    }

    @Test
    void previousConnectionIsClosedAndItsRequestsIgnored() throws Exception {
      resume();

      assertThat(socket.closeCode()).isEqualTo(CloseCode.REPLACED);
      assertThat(check("1", "3d6")).isEqualTo(new IdempotencyCheck.Replaced());
      sessions.detach(session, outbox);
      assertThat(resume()).isSameAs(session);
    }

    @Test
    void resumingTwiceOverOneConnectionReplacesNothing() {
      resume();
      assertThat(resume()).isSameAs(session);

      assertThat(newSocket.isOpen()).isTrue();
    }

    @Test
    void sessionWithAnAnswerWaitsForTwoMinutes() {
      session.complete(fresh("1", "3d6"), "nine", true);
      sessions.detach(session, outbox);

      clock.addAndGet(RequestHistory.KEPT_NANOS - 1);
      sessions.expire();
      assertThat(sessions.size()).isOne();
      clock.addAndGet(1);
      sessions.expire();

      assertThat(sessions.size()).isZero();
      assertThat(resume()).isNull();
    }

    @Test
    void waitingSessionDoesNotHoldItsConnection() throws Exception {
      ReferenceQueue<Outbox> collected = new ReferenceQueue<>();
      WeakReference<Outbox> closed = closedConnectionWithOneRequest(collected);

      System.gc();

      assertThat(collected.remove(LIMIT_MILLIS)).isSameAs(closed);
      assertThat(sessions.size()).isEqualTo(2);
    }

    private WeakReference<Outbox> closedConnectionWithOneRequest(ReferenceQueue<Outbox> collected) {
      Outbox leaving = outbox(new FakeSocket());
      ResumableSession waits = sessions.open(leaving);
      IdempotencyCheck check = waits.checkIdempotency("1", Verb.ROLL, "3d6", leaving);
      waits.complete(((IdempotencyCheck.Fresh) check).request(), "nine", true);
      sessions.detach(waits, leaving);
      return new WeakReference<>(leaving, collected);
    }

    @Test
    void resumedSessionDoesNotExpire() {
      fresh("1", "3d6");
      sessions.detach(session, outbox);
      resume();

      clock.addAndGet(10 * RequestHistory.KEPT_NANOS);
      sessions.expire();

      assertThat(sessions.size()).isOne();
    }

    @Test
    void sessionWithoutRequestsDoesNotWait() {
      sessions.detach(session, outbox);

      assertThat(sessions.size()).isZero();
    }

    @Test
    void sessionsWaitUpToTheLimitAndTheNewestAreKept() {
      fresh("1", "3d6");
      sessions.detach(session, outbox);
      List<ResumableSession> others = new ArrayList<>();
      for (int i = 0; i < SessionStore.MAX_WAITING; i++) {
        ResumableSession other = sessions.open(outbox);
        other.checkIdempotency("1", Verb.ROLL, "3d6", outbox);
        sessions.detach(other, outbox);
        others.add(other);
      }

      assertThat(sessions.size()).isEqualTo(SessionStore.MAX_WAITING);
      assertThat(resume()).isNull();
      ResumableSession newest = others.get(others.size() - 1);
      assertThat(sessions.resume(newest.id().toString(), newOutbox)).isSameAs(newest);
    }

    private @Nullable ResumableSession resume() {
      return sessions.resume(session.id().toString(), newOutbox);
    }
  }

  private TrackedRequest fresh(String id, String expression) {
    IdempotencyCheck check = check(id, expression);
    assertThat(check).isInstanceOf(IdempotencyCheck.Fresh.class);
    return ((IdempotencyCheck.Fresh) check).request();
  }

  private IdempotencyCheck check(String id, String expression) {
    return session.checkIdempotency(id, Verb.ROLL, expression, outbox);
  }

  private Outbox outbox(FakeSocket over) {
    return GatewayHarness.outbox(over, new Metrics(), clock::get);
  }
}
