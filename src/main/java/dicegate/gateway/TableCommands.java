package dicegate.gateway;

import dicegate.table.HistoryAnswer;
import dicegate.table.JoinAnswer;
import dicegate.table.JoinRequest;
import dicegate.table.ModerationAnswer;
import dicegate.table.ProofAnswer;
import dicegate.table.Seat;
import dicegate.table.ShareAnswer;
import dicegate.table.log.ActKind;
import dicegate.table.log.Moderation;
import dicegate.telemetry.Counter;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ClientMessage;
import dicegate.wire.json.ClientRequestId;
import dicegate.wire.json.ServerError;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link Conversation} about tables: joins and leaves, one table at a time, reveals
 * rolls, and reads older ones and their proofs.
 *
 * <p>Thread-safe. A seat that arrives late, after the next join or the disconnect, is left at once.
 */
final class TableCommands {

  private static final JoinAnswer NOT_SEATED = new JoinAnswer.Refused(ErrorCode.NO_TABLE);

  private final UUID connectionId;
  private final String address;
  private final GatewayContext context;
  private final Outbox outbox;
  private final ConnectionSession session;
  private @Nullable JoinLimit ownLimit; // guarded by this
  private @Nullable CompletableFuture<JoinAnswer> seat; // guarded by this
  private @Nullable TableSeries series; // guarded by this
  private boolean disconnected; // guarded by this

  /**
   * Creates the commands of a connection that is at no table.
   *
   * @param address the client's address, by which limits apply; empty if addresses do not
   *     distinguish clients
   */
  TableCommands(
      UUID connectionId,
      String address,
      GatewayContext context,
      Outbox outbox,
      ConnectionSession session) {
    this.connectionId = connectionId;
    this.address = address;
    this.context = context;
    this.outbox = outbox;
    this.session = session;
  }

  /** Returns the client's seat, perhaps not completed yet; empty if it is at no table. */
  synchronized Optional<CompletableFuture<JoinAnswer>> seat() {
    CompletableFuture<JoinAnswer> current = seat;
    // A GM may have removed the member.
    return current != null
            && current.getNow(null) instanceof JoinAnswer.Joined joined
            && joined.seat().hasLeft()
        ? Optional.empty()
        : Optional.ofNullable(current);
  }

  /**
   * Returns the series of the rolls at the table that the client has joined last.
   *
   * @throws IllegalStateException if it has joined none
   */
  synchronized TableSeries series() {
    TableSeries current = series;
    if (current == null) {
      throw new IllegalStateException("a roll for a table before a join");
    }
    return current;
  }

  /** Leaves the current table, if any, and joins another. */
  @SuppressWarnings("FutureReturnValueIgnored") // joined handles every failure
  void join(ClientMessage.Join join) {
    takeSeat().ifPresent(Seat::leave);
    JoinLimit limit = limit();
    int waitMillis = context.tables().isHeld(join.table()) ? 0 : limit.open();
    if (waitMillis > 0) {
      refuse(join.id(), overRate(Counter.JOINS_OVER_RATE, waitMillis));
      return;
    }
    CompletableFuture<JoinAnswer> pending = new CompletableFuture<>();
    TableSeries atTable = session.get().series().at(join.table());
    synchronized (this) {
      seat = pending;
      series = atTable;
    }
    JoinRequest request =
        new JoinRequest(
            ClientRequestId.of(join.id()),
            address.isEmpty() ? connectionId.toString() : address,
            address,
            join.table(),
            join.name(),
            join.colour(),
            join.theme(),
            join.key(),
            join.token(),
            join.resume(),
            atTable.series());
    context
        .tables()
        .join(request, outbox)
        .whenComplete((answer, failure) -> joined(join.id(), limit, pending, answer, failure));
  }

  /** Leaves the table, and answers. */
  void leave(ClientMessage.Leave leave) {
    takeSeat().ifPresent(Seat::leave);
    outbox.send(context.json().left(leave.id()));
  }

  /** Shows a roll to everybody at the table, and answers. */
  void reveal(ClientMessage.Reveal reveal) {
    this.<ShareAnswer>ask(
        reveal.id(),
        seat -> seat.reveal(reveal.seq()),
        ShareAnswer.Refused::new,
        answer -> revealed(reveal, answer));
  }

  /** Does what a GM asks for, and answers. */
  void moderate(ClientMessage.Moderate message) {
    Optional<Moderation> act = moderation(message);
    if (act.isEmpty()) {
      refuse(message.id(), ServerError.of(ErrorCode.BAD_MODERATION));
      return;
    }
    JsonValue id = message.id();
    int waitMillis = limit().act(actChars());
    if (waitMillis > 0) {
      refuse(id, overRate(Counter.ACTS_OVER_RATE, waitMillis));
      return;
    }
    this.<ModerationAnswer>ask(
        id,
        seat -> seat.moderate(id == null ? null : id.toString(), act.get()),
        why -> new ModerationAnswer.Refused(why, why.text()),
        answer -> moderated(id, answer));
  }

  /** Returns what an act costs: every entry of one has the whole policy of the table. */
  private int actChars() {
    return seat().map(current -> current.getNow(null)).orElse(null)
            instanceof JoinAnswer.Joined joined
        ? joined.seat().policyChars()
        : 0;
  }

  /** Reads older entries of the table, and answers. */
  void history(ClientMessage.History history) {
    this.<HistoryAnswer>ask(
        history.id(),
        seat -> seat.history(history.before(), history.limit(), history.proofs()),
        HistoryAnswer.Refused::new,
        answer -> answered(history.id(), answer));
  }

  /** Reads the proof of a roll at the table, and answers. */
  void proof(@Nullable JsonValue id, long seq) {
    this.<ProofAnswer>ask(
        id,
        seat -> seat.proof(seq),
        ProofAnswer.Refused::new,
        answer -> {
          switch (answer) {
            case ProofAnswer.Found found ->
                outbox.send(context.json().proof(id, seq, found.proof()));
            case ProofAnswer.Refused refused -> refuse(id, ServerError.of(refused.why()));
          }
        });
  }

  /** Leaves the table, and takes no other: the client has disconnected. */
  void onDisconnect() {
    synchronized (this) {
      disconnected = true;
    }
    takeSeat().ifPresent(Seat::disconnect);
  }

  private Optional<Seat> takeSeat() {
    CompletableFuture<JoinAnswer> left;
    synchronized (this) {
      left = seat;
      seat = null;
    }
    JoinAnswer answer = left == null ? null : left.getNow(null);
    return answer instanceof JoinAnswer.Joined joined
        ? Optional.of(joined.seat())
        : Optional.empty();
  }

  /** Returns the limit of the client's address; without one, that of this connection. */
  private synchronized JoinLimit limit() {
    JoinLimit limit = ownLimit;
    if (limit == null) {
      limit = context.joinLimits().of(address);
      ownLimit = address.isEmpty() ? limit : null;
    }
    return limit;
  }

  private void joined(
      @Nullable JsonValue id,
      JoinLimit limit,
      CompletableFuture<JoinAnswer> pending,
      @Nullable JoinAnswer answer,
      @Nullable Throwable failure) {
    if (answer == null || failure != null) {
      Throwable cause = failure != null ? failure : new IllegalStateException("no answer");
      refuse(id, fault(cause));
      pending.complete(NOT_SEATED);
    } else {
      complete(id, limit, pending, answer);
    }
  }

  private void complete(
      @Nullable JsonValue id,
      JoinLimit limit,
      CompletableFuture<JoinAnswer> pending,
      JoinAnswer answer) {
    pending.complete(answer);
    switch (answer) {
      case JoinAnswer.Joined joined -> {
        if (isLate(pending)) {
          joined.seat().leave();
        }
      }
      case JoinAnswer.Refused refused -> {
        clearSeat(pending);
        refuse(id, errorOf(refused.why(), limit));
      }
    }
  }

  /** Returns the error of a refusal. Over the rate it does not show that the table exists. */
  private ServerError errorOf(ErrorCode why, JoinLimit limit) {
    int waitMillis = why == ErrorCode.BAD_KEY ? limit.refuse() : 0;
    return waitMillis == 0 ? ServerError.of(why) : overRate(Counter.JOINS_OVER_RATE, waitMillis);
  }

  private ServerError overRate(Counter counter, int waitMillis) {
    context.metrics().count(counter);
    return ServerError.temporary(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.text(), waitMillis);
  }

  private synchronized boolean isLate(CompletableFuture<JoinAnswer> pending) {
    return disconnected || seat != pending;
  }

  private synchronized void clearSeat(CompletableFuture<JoinAnswer> pending) {
    if (seat == pending) {
      seat = null;
    }
  }

  /**
   * Asks the client's seat for something, and answers: also if the client has none, and if it
   * fails.
   *
   * @param refusal makes the answer of a client without a seat
   */
  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both answered
  private <A> void ask(
      @Nullable JsonValue id,
      Function<Seat, CompletableFuture<A>> question,
      Function<ErrorCode, A> refusal,
      Consumer<A> answered) {
    seat()
        .orElseGet(() -> CompletableFuture.completedFuture(NOT_SEATED))
        .thenCompose(
            joined ->
                switch (joined) {
                  case JoinAnswer.Joined at -> question.apply(at.seat());
                  case JoinAnswer.Refused refused ->
                      CompletableFuture.completedFuture(refusal.apply(refused.why()));
                })
        .thenAccept(answered)
        .exceptionally(
            failure -> {
              refuse(id, fault(failure));
              return null;
            });
  }

  private void answered(@Nullable JsonValue id, HistoryAnswer answer) {
    switch (answer) {
      case HistoryAnswer.Entries page ->
          outbox.send(context.json().history(id, page.next(), page.frames()));
      case HistoryAnswer.Refused refused -> refuse(id, ServerError.of(refused.why()));
    }
  }

  /** Returns the act that a message asks for, unchecked; empty if there is no such act. */
  private static Optional<Moderation> moderation(ClientMessage.Moderate message) {
    return ActKind.find(message.act())
        .filter(kind -> kind != ActKind.BAN)
        .map(kind -> kind == ActKind.REMOVE && message.ban() ? ActKind.BAN : kind)
        .map(kind -> new Moderation(kind, message.member(), value(kind, message)));
  }

  private static String value(ActKind kind, ClientMessage.Moderate message) {
    return switch (kind) {
      case REMOVE, BAN -> message.reason();
      case LOCK, LOCK_NAMES, SHOW_WHISPERS -> {
        Boolean on = message.on();
        yield on == null ? "" : on ? ActKind.ON : ActKind.OFF;
      }
      case AUDIENCE -> message.to();
      case TITLE -> message.title();
      case ROLE -> message.role();
      case WEBHOOK -> message.shape() + " " + message.url();
      case WEBHOOK_OFF -> message.webhook();
      case HAND_ON, CLEAR, RENEW_KEYS -> "";
    };
  }

  private void moderated(@Nullable JsonValue id, ModerationAnswer answer) {
    switch (answer) {
      case ModerationAnswer.Done done ->
          outbox.send(
              context.json().moderated(id, done.act(), done.seq(), done.keys(), done.webhook()));
      case ModerationAnswer.Refused refused -> refuse(id, errorOf(refused));
    }
  }

  private static ServerError errorOf(ModerationAnswer.Refused refused) {
    return refused.why().temporary()
        ? ServerError.of(refused.why())
        : ServerError.permanent(refused.why(), refused.text());
  }

  private void revealed(ClientMessage.Reveal reveal, ShareAnswer answer) {
    switch (answer) {
      case ShareAnswer.Shared shared -> revealed(reveal);
      case ShareAnswer.SharedError shared -> revealed(reveal);
      case ShareAnswer.Refused refused -> refuse(reveal.id(), ServerError.of(refused.why()));
    }
  }

  private void revealed(ClientMessage.Reveal reveal) {
    outbox.send(context.json().revealed(reveal.id(), reveal.seq()));
  }

  private ServerError fault(Throwable cause) {
    return context.requester().reportFault("table", cause);
  }

  private void refuse(@Nullable JsonValue id, ServerError error) {
    outbox.send(context.json().error(id, error));
  }
}
