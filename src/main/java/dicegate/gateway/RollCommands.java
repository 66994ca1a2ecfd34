package dicegate.gateway;

import dicegate.fleet.Asker;
import dicegate.table.JoinAnswer;
import dicegate.table.ProofFor;
import dicegate.table.Seat;
import dicegate.table.ShareAnswer;
import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.Member;
import dicegate.table.log.TableRoll;
import dicegate.telemetry.Counter;
import dicegate.verify.PlayerSeries;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.HandBody;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.ClientMessage;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.Variables;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link Conversation} that sends requests to the engines: rolls and odds, within the
 * connection's limits, each id only once.
 *
 * <p>Requests come from one thread at a time, answers on any.
 */
final class RollCommands {

  private final Asker asker;
  private final GatewayContext context;
  private final JsonCodec json;
  private final Outbox outbox;
  private final ConnectionSession session;
  private final TableCommands tableCommands;
  private final SeriesCommands seriesCommands;
  private final ConcurrencyLimit rolls;
  private final ConcurrencyLimit odds;

  private volatile boolean askedWhileDraining;

  RollCommands(
      Asker asker,
      AddressUsage addressUsage,
      GatewayContext context,
      Outbox outbox,
      ConnectionSession session,
      TableCommands tableCommands,
      SeriesCommands seriesCommands) {
    this.asker = asker;
    this.context = context;
    this.json = context.json();
    this.outbox = outbox;
    this.session = session;
    this.tableCommands = tableCommands;
    this.seriesCommands = seriesCommands;
    this.rolls =
        ConcurrencyLimit.ofClient(context.settings().limits().inFlight(), addressUsage.rolls());
    this.odds = ConcurrencyLimit.ofClient(GatewaySettings.MAX_ODDS_IN_FLIGHT, addressUsage.odds());
  }

  /** Rolls, for the table if the client is at one and does not choose otherwise. */
  void roll(ClientMessage.Roll roll) {
    Optional<CompletableFuture<JoinAnswer>> seat = tableCommands.seat();
    boolean forSelf = isForSelf(roll, seat.isPresent());
    ErrorCode invalid = validate(roll, forSelf, seat);
    if (invalid != null) {
      refuse(roll.id(), invalid);
      return;
    }
    List<String> faces = roll.faces();
    if (faces == null) {
      boolean whispered = !roll.to().members().isEmpty();
      SeededRoll seeded =
          seat.isEmpty() || forSelf || whispered ? ownRoll(roll) : tableRoll(roll, seat.get());
      roll(roll, Verb.SEEDED, seeded::body, forSelf ? Optional.empty() : seat, seeded);
    } else {
      roll(
          roll,
          Verb.BY_HAND,
          text -> new HandBody(faces, text).text(),
          forSelf ? Optional.empty() : seat,
          null);
    }
  }

  private void roll(
      ClientMessage.Roll roll,
      Verb verb,
      UnaryOperator<String> body,
      Optional<CompletableFuture<JoinAnswer>> seat,
      @Nullable SeededRoll seeded) {
    askOnce(
        verb,
        roll.id(),
        roll.expr(),
        roll.vars(),
        fingerprint(roll),
        body,
        (current, request) -> {
          JsonReplyHandler direct =
              new JsonReplyHandler(current, request, roll.id(), json, json::result, seeded);
          return seat.isEmpty()
              ? direct
              : new TableReplyHandler(
                  direct,
                  roll.expr(),
                  (result, proof) -> share(seat.get(), roll, result, proof),
                  seeded,
                  json,
                  context.requester());
        });
  }

  private SeededRoll ownRoll(ClientMessage.Roll roll) {
    PlayerSeries series = session.get().series().own();
    return SeededRoll.own(series, roll.expr(), () -> seriesCommands.begun(series, null));
  }

  private SeededRoll tableRoll(ClientMessage.Roll roll, CompletableFuture<JoinAnswer> seat) {
    TableSeries atTable = tableCommands.series();
    return SeededRoll.atTable(
        atTable,
        roll.expr(),
        () -> {
          seriesCommands.begun(atTable.series(), atTable.table());
          if (seat.getNow(null) instanceof JoinAnswer.Joined joined) {
            joined.seat().seriesChanged();
          }
        });
  }

  /** Requests the odds. */
  void odds(ClientMessage.Odds message) {
    askOnce(
        Verb.ODDS,
        message.id(),
        message.expr(),
        message.vars(),
        fingerprint(message.expr(), message.vars()),
        text -> text,
        (current, request) ->
            new JsonReplyHandler(
                current,
                request,
                message.id(),
                json,
                (id, result, origin) -> json.odds(id, result),
                null));
  }

  /** Sends a request to the engines, unless the service is shutting down. */
  void ask(Verb verb, String expression, ReplyHandler replyHandler) {
    if (context.shutdownFlag().isSet()) {
      askedWhileDraining = true;
      replyHandler.failed(ServerError.of(ErrorCode.STOPPED));
      return;
    }
    ConcurrencyLimit limit = verb == Verb.ODDS ? odds : rolls;
    context.requester().ask(asker, verb, expression, limit, replyHandler);
  }

  /** Tells whether no engine has a request of this connection. */
  boolean isIdle() {
    return rolls.isEmpty() && odds.isEmpty();
  }

  /** Tells whether the client sent a request that was refused because of the shutdown. */
  boolean askedWhileDraining() {
    return askedWhileDraining;
  }

  /** Returns whether the roller alone is answered. */
  private static boolean isForSelf(ClientMessage.Roll roll, boolean seated) {
    return roll.to().isDefault() ? !seated : roll.to().audience().equals(Audience.SELF.code());
  }

  /** Returns those who may see a valid roll at a table; null if the table decides. */
  private static @Nullable Addressees addressees(ClientMessage.Roll roll) {
    List<String> members = roll.to().members();
    return members.isEmpty()
        ? Audience.chosen(roll.to().audience()).map(Addressees::of).orElse(null)
        : Addressees.whisper(Set.copyOf(members));
  }

  /** Returns why a roll is refused before an engine sees it; null if it is valid. */
  private static @Nullable ErrorCode validate(
      ClientMessage.Roll roll, boolean forSelf, Optional<CompletableFuture<JoinAnswer>> seat) {
    ClientMessage.Recipients to = roll.to();
    boolean known = to.audience().isEmpty() || Audience.chosen(to.audience()).isPresent();
    if (!known || !to.members().stream().allMatch(Member::isId)) {
      return ErrorCode.BAD_AUDIENCE;
    }
    if (!TableRoll.isLabel(roll.label())) {
      return ErrorCode.BAD_LABEL;
    }
    if (forSelf) {
      return null;
    }
    if (seat.isEmpty()) {
      return ErrorCode.NO_TABLE;
    }
    return seat.get().getNow(null) instanceof JoinAnswer.Joined joined
        ? joined.seat().rollError().orElse(null)
        : null;
  }

  /** Publishes the result of a roll; a player whose seat was refused is at no table. */
  private static CompletableFuture<ShareAnswer> share(
      CompletableFuture<JoinAnswer> seat, ClientMessage.Roll roll, String result, ProofFor proof) {
    return seat.thenCompose(
        answer ->
            switch (answer) {
              case JoinAnswer.Joined joined -> share(joined.seat(), roll, result, proof);
              case JoinAnswer.Refused refused ->
                  CompletableFuture.completedFuture(new ShareAnswer.Refused(ErrorCode.NO_TABLE));
            });
  }

  private static CompletableFuture<ShareAnswer> share(
      Seat seat, ClientMessage.Roll roll, String result, ProofFor proof) {
    IdempotencyKey key =
        IdempotencyKey.of(seat.member().id(), roll.id().toString(), fingerprint(roll));
    return seat.share(key, addressees(roll), roll.label(), result, proof);
  }

  /** Returns a text that is equal for two rolls exactly if one may repeat the other. */
  private static String fingerprint(ClientMessage.Roll roll) {
    List<String> members = roll.to().members();
    String to = members.isEmpty() ? roll.to().audience() : members.toString();
    String shown = fingerprint(roll.expr(), roll.vars(), roll.label(), to);
    List<String> faces = roll.faces();
    return faces == null ? shown : String.join("\0", shown, "by hand", String.join(",", faces));
  }

  /** Returns a text that is equal for two rolls exactly if one may repeat the other. */
  static String fingerprint(String expression, Variables vars, String label, String to) {
    String values = fingerprint(expression, vars);
    return label.isEmpty() && to.isEmpty() ? values : String.join("\0", values, label, to);
  }

  private static String fingerprint(String expression, Variables vars) {
    return vars.values().isEmpty() ? expression : expression + "\0\0" + vars.values();
  }

  /**
   * Sends a request that is new in this session; a repeated one gets the answer of the first.
   *
   * @param vars the values of the variables in the expression
   * @param fingerprint differs between different requests under the same id
   * @param body makes the body of the request from the expression with values
   * @param replies creates the handler of a request that is sent
   */
  private void askOnce(
      Verb verb,
      JsonValue id,
      String expression,
      Variables vars,
      String fingerprint,
      UnaryOperator<String> body,
      BiFunction<ResumableSession, RequestHistory.TrackedRequest, ReplyHandler> replies) {
    ResumableSession current = session.get();
    switch (current.checkIdempotency(id.toString(), verb, fingerprint, outbox)) {
      case IdempotencyCheck.Fresh fresh ->
          VariableText.send(
              expression,
              vars,
              replies.apply(current, fresh.request()),
              (text, replyHandler) -> ask(verb, body.apply(text), replyHandler));
      case IdempotencyCheck.Joined joined -> context.metrics().count(Counter.REQUESTS_REPEATED);
      case IdempotencyCheck.Repeated repeated -> {
        context.metrics().count(Counter.REQUESTS_REPEATED);
        outbox.send(repeated.frame());
      }
      case IdempotencyCheck.AnswerDropped dropped -> {
        context.metrics().count(Counter.ANSWERS_GONE);
        refuse(id, ErrorCode.ANSWER_GONE);
      }
      case IdempotencyCheck.Reused reused -> {
        context.metrics().count(Counter.IDS_REUSED);
        refuse(id, ErrorCode.ID_REUSED);
      }
      case IdempotencyCheck.Full full -> {
        context.metrics().count(Counter.REQUESTS_OVER_IN_FLIGHT);
        refuse(id, ErrorCode.BUSY);
      }
      // The connection is being closed, so an answer could not be sent.
      case IdempotencyCheck.Replaced replaced -> {}
    }
  }

  private void refuse(JsonValue id, ErrorCode code) {
    outbox.send(json.error(id, ServerError.of(code)));
  }
}
