package dicegate.table;

import dicegate.table.log.ActKind;
import dicegate.table.log.Attendance;
import dicegate.table.log.Entry;
import dicegate.table.log.EntryContent;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.Member;
import dicegate.table.log.Moderation;
import dicegate.table.log.PolicyChange;
import dicegate.table.log.PolicyState;
import dicegate.table.log.Role;
import dicegate.table.log.StalePolicyException;
import dicegate.table.log.TableAct;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableSubscription;
import dicegate.table.log.TableWebhook;
import dicegate.table.log.WebhookNotice;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ServerFrame.Keys;
import dicegate.wire.json.ServerFrame.NewWebhook;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does the acts of GMs at one table: each changes the policy, and is appended to the log together
 * with it, if no other act came in between. Thread-safe.
 *
 * @param webhooks null if tables may have none
 * @param millisClock a clock as {@link System#currentTimeMillis}
 */
record Moderator(
    TableId table,
    TableBus bus,
    TableSubscription subscription,
    Seats seats,
    @Nullable WebhookFeeds webhooks,
    FailureMapper failures,
    LongSupplier millisClock) {

  /** The most attempts while other GMs act at the same time. */
  private static final int MAX_ATTEMPTS = 5;

  private static final String OWN_ROLE = "Hand your role on instead of changing it.";
  private static final String NO_WEBHOOKS =
      "This server sends no webhooks: its operator has not switched them on.";
  private static final String TOO_MANY_WEBHOOKS =
      "A table has at most %d webhooks; remove one.".formatted(TablePolicy.MAX_WEBHOOKS);
  private static final String ONESELF = "Leave the table instead of removing yourself.";

  /**
   * One request.
   *
   * @param by the GM who makes it, as it was then
   * @param requestId the client's id of the request, as JSON; random if it has none
   * @param token the GM's token
   * @param owner to whom a webhook is charged
   */
  record Request(Member by, String requestId, String token, String owner, Moderation act) {

    /** Hides the token, since records are easily logged. */
    @Override
    public String toString() {
      return "Request[" + act + "]";
    }
  }

  /** Does an act; see {@link Seat#moderate}. */
  CompletableFuture<ModerationAnswer> moderate(Request request) {
    Optional<String> fault =
        request
            .act()
            .fault()
            .or(() -> faultOfTarget(request))
            .or(() -> faultOfWebhook(request.act()));
    if (fault.isPresent()) {
      return refused(fault.get());
    }
    return findTarget(request.act())
        .thenCompose(target -> attempt(request, target.orElse(null), seats.rules(), MAX_ATTEMPTS))
        .exceptionally(failure -> new ModerationAnswer.Refused(failures.errorOf(failure)));
  }

  private static Optional<String> faultOfTarget(Request request) {
    Moderation act = request.act();
    if (!act.member().equals(request.by().id())) {
      return Optional.empty();
    }
    return switch (act.kind()) {
      case ROLE, HAND_ON -> Optional.of(OWN_ROLE);
      case REMOVE, BAN -> Optional.of(ONESELF);
      case LOCK,
          LOCK_NAMES,
          SHOW_WHISPERS,
          AUDIENCE,
          TITLE,
          CLEAR,
          RENEW_KEYS,
          WEBHOOK,
          WEBHOOK_OFF ->
          Optional.empty();
    };
  }

  private Optional<String> faultOfWebhook(Moderation act) {
    if (act.kind() != ActKind.WEBHOOK) {
      return Optional.empty();
    }
    return webhooks == null ? Optional.of(NO_WEBHOOKS) : WebhookRequest.faultOf(act.value());
  }

  /** Finds the member concerned: one who is there or, to be removed, who has just rolled. */
  private CompletableFuture<Optional<Member>> findTarget(Moderation act) {
    if (!act.kind().hasTarget()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Optional<Member> there = find(seats.attendance().members().stream(), act.member());
    if (there.isPresent() || !act.kind().isRemoval()) {
      return CompletableFuture.completedFuture(there);
    }
    return bus.newest(table, Long.MAX_VALUE, TableBus.MAX_PAGE)
        .thenApply(page -> find(authors(page.entries()), act.member()));
  }

  private static Stream<Member> authors(Collection<Entry> entries) {
    return entries.stream().map(Entry::content).map(EntryContent::by);
  }

  private static Optional<Member> find(Stream<Member> members, String id) {
    return members.filter(member -> member.id().equals(id)).findFirst();
  }

  private CompletableFuture<ModerationAnswer> attempt(
      Request request, @Nullable Member target, PolicyState rules, int attempts) {
    if (!isGm(request.by(), rules.policy())) {
      return refused(ErrorCode.NOT_GM);
    }
    if (request.act().kind().hasTarget() && target == null) {
      return refused(ErrorCode.NO_MEMBER);
    }
    if (attempts == 0) {
      return refused(ErrorCode.BUSY);
    }
    TableWebhook added = addedWebhook(request);
    if (added != null
        && rules.policy().webhook(added.id()).isEmpty()
        && rules.policy().webhooks().size() >= TablePolicy.MAX_WEBHOOKS) {
      return refused(TOO_MANY_WEBHOOKS);
    }
    if (request.act().kind() == ActKind.WEBHOOK_OFF
        && rules.policy().webhook(request.act().value()).isEmpty()) {
      return removedBefore(request.act().value());
    }
    return bus.publish(table, key(request), act(request, target, rules, added))
        .thenApply(entry -> done(request, entry))
        .exceptionallyCompose(
            failure ->
                FailureMapper.cause(failure) instanceof StalePolicyException stale
                    ? attempt(request, target, stale.state(), attempts - 1)
                    : CompletableFuture.failedFuture(failure));
  }

  private static boolean isGm(Member by, TablePolicy policy) {
    Optional<Role> role = policy.roleOf(by.id(), Optional.of(by.role()));
    return role.equals(Optional.of(Role.GM)) && !policy.removed().contains(by.id());
  }

  /**
   * Returns the webhook that a request sets; null if it sets none. Its id and secret are hashes of
   * the GM's token and of the request, as the keys of {@link #newKey} are, and for the same reason.
   */
  private @Nullable TableWebhook addedWebhook(Request request) {
    if (request.act().kind() != ActKind.WEBHOOK) {
      return null;
    }
    String secrets =
        String.join(
            "\n",
            request.token(),
            request.requestId(),
            subscription.position().epoch(),
            request.act().value());
    return WebhookRequest.parse(request.act().value())
        .webhook(table, secrets, request.owner(), request.by().bare(), millisClock.getAsLong());
  }

  /** Answers the removal of a webhook that there is not: perhaps it is repeated. */
  private CompletableFuture<ModerationAnswer> removedBefore(String id) {
    return bus.newest(table, Long.MAX_VALUE, TableBus.MAX_PAGE)
        .thenApply(
            page ->
                page.entries().stream()
                    .filter(entry -> removes(entry.content(), id))
                    .findFirst()
                    .<ModerationAnswer>map(
                        entry ->
                            new ModerationAnswer.Done(
                                ActKind.WEBHOOK_OFF.code(), entry.offset(), null, null))
                    .orElseGet(
                        () ->
                            new ModerationAnswer.Refused(
                                ErrorCode.BAD_MODERATION,
                                "The table has no webhook with this id.")));
  }

  private static boolean removes(EntryContent content, String id) {
    return content instanceof TableAct act
        && act.kind() == ActKind.WEBHOOK_OFF
        && WebhookNotice.parse(act.value()).id().equals(id);
  }

  private TableAct act(
      Request request, @Nullable Member target, PolicyState rules, @Nullable TableWebhook added) {
    Moderation act = request.act();
    Attendance there = seats.attendance();
    TablePolicy changed =
        PolicyChange.apply(
            rules.policy(),
            there,
            request.by(),
            act,
            newKey(request, rules.at()).verifier(),
            added);
    return new TableAct(
        request.by().bare(),
        act.kind(),
        target == null ? null : target.bare(),
        value(act, rules.policy(), added),
        millisClock.getAsLong(),
        changed,
        rules.at());
  }

  /** Returns the value of an act in the log, where a webhook's address must not be. */
  private static String value(Moderation act, TablePolicy before, @Nullable TableWebhook added) {
    if (act.kind() == ActKind.WEBHOOK_OFF) {
      return before.webhook(act.value()).map(webhook -> webhook.notice().text()).orElse("");
    }
    return added == null ? act.value() : added.notice().text();
  }

  private ModerationAnswer done(Request request, Optional<Entry> entry) {
    if (entry.isEmpty() || !(entry.get().content() instanceof TableAct act)) {
      return new ModerationAnswer.Refused(ErrorCode.ANSWER_GONE);
    }
    subscription.learn(new PolicyState(act.policy(), entry.get().offset()));
    Keys keys =
        act.kind() == ActKind.RENEW_KEYS
            ? TableFrames.keys(newKey(request, act.basedOn()), Role.GM)
            : null;
    NewWebhook webhook = null;
    if (act.kind() == ActKind.WEBHOOK) {
      webhook =
          act.policy()
              .webhook(WebhookNotice.parse(act.value()).id())
              .map(set -> new NewWebhook(set.id(), set.secret()))
              .orElse(null);
    }
    if (webhooks != null && !act.policy().webhooks().isEmpty()) {
      webhooks.wake(table);
    }
    return new ModerationAnswer.Done(
        TableFrames.nameOf(act.kind()), entry.get().offset(), keys, webhook);
  }

  private static IdempotencyKey key(Request request) {
    Moderation act = request.act();
    return IdempotencyKey.of(
        request.by().id(),
        request.requestId(),
        String.join("\0", "moderate", act.kind().code(), act.member(), act.value()));
  }

  /**
   * Returns the GM's key that a request to renew the keys makes. It is a hash of the GM's token,
   * which is as secret as a key, and of what distinguishes this renewal from all others; so a
   * request that is repeated, since its answer was lost, gets the same key, and no node keeps it.
   */
  private TableKey newKey(Request request, long basedOn) {
    return TableKey.derived(
        table,
        List.of(
            request.token(),
            request.requestId(),
            subscription.position().epoch(),
            Long.toString(basedOn)));
  }

  private static CompletableFuture<ModerationAnswer> refused(String why) {
    return CompletableFuture.completedFuture(
        new ModerationAnswer.Refused(ErrorCode.BAD_MODERATION, why));
  }

  private static CompletableFuture<ModerationAnswer> refused(ErrorCode why) {
    return CompletableFuture.completedFuture(new ModerationAnswer.Refused(why));
  }
}
