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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link Conversation} that is about tables: at which one the client sits, one at a
 * time.
 *
 * <p>Thread-safe. A seat that comes too late, after the next one was asked for or the client went,
 * is left at once.
 */
final class TableCommands {

  private static final JoinAnswer NOWHERE = new JoinAnswer.Refused(ErrorCode.NO_TABLE);

  private final GatewayContext context;
  private final Outbox outbox;
  private final Function<Throwable, ServerError> fault;
  private @Nullable CompletableFuture<JoinAnswer> seat; // guarded by this
  private boolean disconnected; // guarded by this

  /**
   * Makes the talk of a client at no table.
   *
   * @param fault reports a fault of ours, and makes the error for the client
   */
  TableCommands(GatewayContext context, Outbox outbox, Function<Throwable, ServerError> fault) {
    this.context = context;
    this.outbox = outbox;
    this.fault = fault;
  }

  /** Returns where the client sits, or will as soon as that is known; empty if nowhere. */
  synchronized Optional<CompletableFuture<JoinAnswer>> seat() {
    return Optional.ofNullable(seat);
  }

  /** Leaves the table, if there is one, and sits down at another. */
  @SuppressWarnings("FutureReturnValueIgnored") // joined takes whatever comes
  void join(ClientMessage.Join join) {
    leave();
    CompletableFuture<JoinAnswer> asked = new CompletableFuture<>();
    synchronized (this) {
      seat = asked;
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
        .whenComplete((answer, failure) -> joined(join.id(), asked, answer, failure));
  }

  /** Leaves the table, and says so. */
  void leave(ClientMessage.Leave leave) {
    leave();
    outbox.send(context.json().left(leave.id()));
  }

  /** Shows a roll to all at the table. */
  @SuppressWarnings("FutureReturnValueIgnored") // both ways end in an answer
  void reveal(ClientMessage.Reveal reveal) {
    seat()
        .orElseGet(() -> CompletableFuture.completedFuture(NOWHERE))
        .thenCompose(answer -> reveal(answer, reveal.seq()))
        .thenAccept(answer -> revealed(reveal, answer))
        .exceptionally(
            failure -> {
              refuse(reveal.id(), fault.apply(failure));
              return null;
            });
  }

  /** Leaves the table for good: the client is gone. */
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
      CompletableFuture<JoinAnswer> asked,
      @Nullable JoinAnswer answer,
      @Nullable Throwable failure) {
    if (answer == null || failure != null) {
      Throwable cause = failure != null ? failure : new IllegalStateException("no answer");
      refuse(id, fault.apply(cause));
      asked.complete(NOWHERE);
    } else {
      complete(id, asked, answer);
    }
  }

  private void complete(
      @Nullable JsonValue id, CompletableFuture<JoinAnswer> asked, JoinAnswer answer) {
    asked.complete(answer);
    switch (answer) {
      case JoinAnswer.Joined joined -> {
        if (isLate(asked)) {
          joined.seat().leave();
        }
      }
      case JoinAnswer.Refused refused -> {
        clearSeat(asked);
        refuse(id, ServerError.of(refused.why()));
      }
    }
  }

  private synchronized boolean isLate(CompletableFuture<JoinAnswer> asked) {
    return disconnected || seat != asked;
  }

  private synchronized void clearSeat(CompletableFuture<JoinAnswer> asked) {
    if (seat == asked) {
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

  private void refuse(@Nullable JsonValue id, ServerError error) {
    outbox.send(context.json().error(id, error));
  }
}
