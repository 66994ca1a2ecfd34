package dicegate.gateway;

import dicegate.table.JoinAnswer;
import dicegate.table.JoinRequest;
import dicegate.table.ShareAnswer;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ClientMessage;
import dicegate.wire.json.ClientRequestId;
import dicegate.wire.json.ServerError;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link Conversation} about tables: joins and leaves, one table at a time, and
 * reveals rolls.
 *
 * <p>Thread-safe. A seat that arrives late, after the next join or the disconnect, is left at once.
 */
final class TableCommands {

  private static final JoinAnswer NOT_SEATED = new JoinAnswer.Refused(ErrorCode.NO_TABLE);

  private final GatewayContext context;
  private final Outbox outbox;
  private @Nullable CompletableFuture<JoinAnswer> seat; // guarded by this
  private boolean disconnected; // guarded by this

  /** Creates the commands of a client at no table. */
  TableCommands(GatewayContext context, Outbox outbox) {
    this.context = context;
    this.outbox = outbox;
  }

  /** Returns the client's seat, perhaps not completed yet; empty if it is at no table. */
  synchronized Optional<CompletableFuture<JoinAnswer>> seat() {
    return Optional.ofNullable(seat);
  }

  /** Leaves the current table, if any, and joins another. */
  @SuppressWarnings("FutureReturnValueIgnored") // joined handles every failure
  void join(ClientMessage.Join join) {
    leave();
    CompletableFuture<JoinAnswer> pending = new CompletableFuture<>();
    synchronized (this) {
      seat = pending;
    }
    JoinRequest request =
        new JoinRequest(
            ClientRequestId.of(join.id()),
            join.table(),
            join.name(),
            join.colour(),
            join.key(),
            join.token(),
            join.resume());
    context
        .tables()
        .join(request, outbox)
        .whenComplete((answer, failure) -> joined(join.id(), pending, answer, failure));
  }

  /** Leaves the table, and answers. */
  void leave(ClientMessage.Leave leave) {
    leave();
    outbox.send(context.json().left(leave.id()));
  }

  /** Shows a roll to everybody at the table, and answers. */
  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both answered
  void reveal(ClientMessage.Reveal reveal) {
    seat()
        .orElseGet(() -> CompletableFuture.completedFuture(NOT_SEATED))
        .thenCompose(answer -> reveal(answer, reveal.seq()))
        .thenAccept(answer -> revealed(reveal, answer))
        .exceptionally(
            failure -> {
              refuse(reveal.id(), fault(failure));
              return null;
            });
  }

  /** Leaves the table, and takes no other: the client has disconnected. */
  void onDisconnect() {
    synchronized (this) {
      disconnected = true;
    }
    leave();
  }

  private void leave() {
    CompletableFuture<JoinAnswer> left;
    synchronized (this) {
      left = seat;
      seat = null;
    }
    JoinAnswer answer = left == null ? null : left.getNow(null);
    if (answer instanceof JoinAnswer.Joined joined) {
      joined.seat().leave();
    }
  }

  private void joined(
      @Nullable JsonValue id,
      CompletableFuture<JoinAnswer> pending,
      @Nullable JoinAnswer answer,
      @Nullable Throwable failure) {
    if (answer == null || failure != null) {
      Throwable cause = failure != null ? failure : new IllegalStateException("no answer");
      refuse(id, fault(cause));
      pending.complete(NOT_SEATED);
    } else {
      complete(id, pending, answer);
    }
  }

  private void complete(
      @Nullable JsonValue id, CompletableFuture<JoinAnswer> pending, JoinAnswer answer) {
    pending.complete(answer);
    switch (answer) {
      case JoinAnswer.Joined joined -> {
        if (isLate(pending)) {
          joined.seat().leave();
        }
      }
      case JoinAnswer.Refused refused -> {
        clearSeat(pending);
        refuse(id, ServerError.of(refused.why()));
      }
    }
  }

  private synchronized boolean isLate(CompletableFuture<JoinAnswer> pending) {
    return disconnected || seat != pending;
  }

  private synchronized void clearSeat(CompletableFuture<JoinAnswer> pending) {
    if (seat == pending) {
      seat = null;
    }
  }

  private static CompletableFuture<ShareAnswer> reveal(JoinAnswer answer, long seq) {
    return switch (answer) {
      case JoinAnswer.Joined joined -> joined.seat().reveal(seq);
      case JoinAnswer.Refused refused ->
          CompletableFuture.completedFuture(new ShareAnswer.Refused(refused.why()));
    };
  }

  private void revealed(ClientMessage.Reveal reveal, ShareAnswer answer) {
    switch (answer) {
      case ShareAnswer.Shared shared ->
          outbox.send(context.json().revealed(reveal.id(), reveal.seq()));
      case ShareAnswer.Refused refused -> refuse(reveal.id(), ServerError.of(refused.why()));
    }
  }

  private ServerError fault(Throwable cause) {
    return context.requester().reportFault("table", cause);
  }

  private void refuse(@Nullable JsonValue id, ServerError error) {
    outbox.send(context.json().error(id, error));
  }
}
