package dicegate.gateway;

import dicegate.table.KeyAnswer;
import dicegate.table.KeyRequest;
import dicegate.table.KeyRoller;
import dicegate.table.Tables;
import dicegate.table.log.Audience;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.TableRoll;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.RollParameters;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.TableRollParameters;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Rolls at tables for HTTP callers who have a key of the table. The caller takes no seat: nobody
 * sees them come or go, and they see nothing but their own result. The limits are those of other
 * rolls over HTTP, and that of refused joins.
 *
 * <p>The key is checked before an engine rolls, so that a stranger costs no roll. A table that does
 * not exist is answered as one with another key.
 *
 * <p>Thread-safe.
 */
public final class HttpTableRollHandler {

  /** The name of a caller who sends none. */
  static final String DEFAULT_NAME = "API";

  /** The longest id of a request, in UTF-16 units. */
  static final int MAX_ID_CHARS = 64;

  private static final ServerError BAD_KEY =
      ServerError.permanent(
          ErrorCode.BAD_KEY,
          "There is no table of this name with this key. Send the key from the table's link, the"
              + " text after #k=; if the table has expired, join it once to open it again.");

  private final HttpRollHandler rolls;
  private final EngineRequester requester;
  private final Tables tables;
  private final JoinLimits joinLimits;
  private final JsonCodec json;
  private final Metrics metrics;

  /**
   * Creates a handler.
   *
   * @param rolls has the limits of the callers
   * @param registry has the limits on attempts to join
   */
  public HttpTableRollHandler(
      HttpRollHandler rolls,
      EngineRequester requester,
      Tables tables,
      ClientRegistry registry,
      JsonCodec json,
      Metrics metrics) {
    this.rolls = rolls;
    this.requester = requester;
    this.tables = tables;
    this.joinLimits = registry.joinLimits();
    this.json = json;
    this.metrics = metrics;
  }

  /**
   * Rolls at a table. Never waits and never throws.
   *
   * @param table the table's name
   * @param parameters reads the parameters; called only within the rate, which counts invalid ones
   *     too
   * @param address the caller's address
   * @param over completes, never with an exception, when the response is written or abandoned
   */
  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both answered
  CompletableFuture<HttpResult> roll(
      String table,
      Supplier<TableRollParameters> parameters,
      String address,
      CompletableFuture<?> over) {
    CompletableFuture<HttpResult> answer = new CompletableFuture<>();
    HttpTableRollReply reply = new HttpTableRollReply(answer, json);
    Optional<ServerError> overRate = rolls.takeRate(address);
    if (overRate.isPresent()) {
      reply.failed(overRate.get());
      return answer;
    }
    switch (parameters.get()) {
      case TableRollParameters.Invalid invalid -> reply.refused(invalid.error());
      case TableRollParameters.Valid valid -> {
        Optional<ServerError> error = validate(valid);
        if (error.isPresent()) {
          reply.refused(error.get());
        } else {
          tables
              .checkKey(request(table, valid, rolls.distinct(address)))
              .thenAccept(checked -> roll(checked, valid, address, reply, over))
              .exceptionally(
                  failure -> {
                    reply.failed(requester.reportFault("table", failure));
                    return null;
                  });
        }
      }
    }
    return answer;
  }

  private static KeyRequest request(String table, TableRollParameters.Valid roll, String address) {
    String name = roll.name().isEmpty() ? DEFAULT_NAME : roll.name();
    return new KeyRequest(
        address, table, name, roll.colour(), roll.theme(), roll.key(), roll.token());
  }

  /** Returns why a roll is refused whatever its table and its expression are. */
  private static Optional<ServerError> validate(TableRollParameters.Valid roll) {
    if (roll.key().isEmpty()) {
      return badRequest(
          "The key of the table is missing: send key in the body, or Authorization: Bearer KEY.");
    }
    if (roll.id().length() > MAX_ID_CHARS) {
      return badRequest("The parameter id is longer than %d characters.".formatted(MAX_ID_CHARS));
    }
    if (!roll.id().isEmpty() && roll.token().isEmpty()) {
      return badRequest("An id needs a token: it is looked up among the rolls of one member.");
    }
    if (!TableRoll.isLabel(roll.label())) {
      return Optional.of(ServerError.of(ErrorCode.BAD_LABEL));
    }
    return !roll.to().isEmpty() && audience(roll).isEmpty()
        ? Optional.of(
            ServerError.permanent(
                ErrorCode.BAD_AUDIENCE,
                "The parameter to must be all, gm or blind; /api/roll rolls for its caller alone."))
        : Optional.empty();
  }

  private static Optional<ServerError> badRequest(String message) {
    return Optional.of(ServerError.permanent(ErrorCode.BAD_REQUEST, message));
  }

  /** Returns who may see a roll; empty if it does not say it, or not validly. */
  private static Optional<Audience> audience(TableRollParameters.Valid roll) {
    return Audience.chosen(roll.to()).filter(to -> to != Audience.SELF);
  }

  private void roll(
      KeyAnswer checked,
      TableRollParameters.Valid roll,
      String address,
      HttpTableRollReply reply,
      CompletableFuture<?> over) {
    switch (checked) {
      case KeyAnswer.Refused refused -> reply.refused(errorOf(refused.why(), address));
      case KeyAnswer.Accepted accepted -> {
        Optional<ErrorCode> error = accepted.roller().rollError();
        if (error.isPresent()) {
          reply.refused(ServerError.of(error.get()));
        } else {
          roll(accepted.roller(), roll, address, reply, over);
        }
      }
    }
  }

  private void roll(
      KeyRoller roller,
      TableRollParameters.Valid roll,
      String address,
      HttpTableRollReply reply,
      CompletableFuture<?> over) {
    IdempotencyKey key = key(roller, roll);
    Optional<Audience> to = audience(roll);
    rolls.ask(
        Verb.ROLL,
        RollParameters.of(roll.expr(), roll.vars()),
        address,
        new TableReplyHandler(
            reply,
            roll.expr(),
            (result, proof) -> roller.share(key, to, roll.label(), result),
            null,
            json,
            requester),
        over);
  }

  /* Not among the ids over WebSocket: a program and a page with the same token know nothing of each
  other's ids. */
  private static IdempotencyKey key(KeyRoller roller, TableRollParameters.Valid roll) {
    return roll.id().isEmpty()
        ? IdempotencyKey.of(roller.member().id(), "once", UUID.randomUUID().toString())
        : IdempotencyKey.of(
            roller.member().id(),
            "http " + roll.id(),
            RollCommands.fingerprint(roll.expr(), roll.vars(), roll.label(), roll.to()));
  }

  /** Returns the error of a refusal; over the rate of refused joins it is another one. */
  private ServerError errorOf(ErrorCode why, String address) {
    if (why != ErrorCode.BAD_KEY) {
      return ServerError.of(why);
    }
    int waitMillis = joinLimits.of(address).refuse();
    if (waitMillis == 0) {
      return BAD_KEY;
    }
    metrics.count(Counter.JOINS_OVER_RATE);
    return ServerError.temporary(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.text(), waitMillis);
  }
}
