package dicegate.table;

import dicegate.table.log.Addressees;
import dicegate.table.log.Entry;
import dicegate.table.log.Member;
import dicegate.table.log.PolicyState;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableSettings;
import dicegate.table.log.TableSubscription;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ClientRequestId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One node's view of a table: gives clients their seats, and connects the table's parts.
 *
 * <p>A seat is added before its history is read, and holds the entries that arrive meanwhile: a
 * client gets the newest rolls, or those that it missed, and then every roll that follows.
 *
 * <p>Thread-safe, without a lock of its own. Locks are taken in the order {@link Tables}, {@link
 * TableSubscription}, {@link Seats}; {@link Presence} takes its lock alone. Nothing is sent, read
 * or published under the lock of the subscription, the seats or the presence.
 */
final class Table implements TableSubscription.Follower {

  /** The most reads of one seat's history while the table is reset again and again. */
  private static final int MAX_READS = 5;

  private final TableId id;
  private final Metrics metrics;
  private final TableFrames frames;
  private final Seats seats;
  private final HistoryReader history;
  private final Presence presence;
  private final TableSubscription subscription;
  private final FailureMapper failures;
  private final RollPublisher publisher;
  private final Moderator moderator;
  private final @Nullable WebhookFeeds webhooks;

  /**
   * Makes a table without members; its {@link #subscription()} still has to be given to the bus.
   *
   * @param policy of the table if it is created now
   * @param owner to whom the table is charged if it is created now
   * @param webhooks null if no table has any
   * @param nanoClock a clock as {@link System#nanoTime}
   * @param millisClock a clock as {@link System#currentTimeMillis}
   */
  Table(
      TableId id,
      TablePolicy policy,
      String owner,
      TableBus bus,
      TableSettings settings,
      TableFrames frames,
      Metrics metrics,
      @Nullable WebhookFeeds webhooks,
      LongSupplier nanoClock,
      LongSupplier millisClock) {
    this.id = id;
    this.webhooks = webhooks;
    this.metrics = metrics;
    this.frames = frames;
    this.seats = new Seats(id, settings.members(), frames, policy);
    this.history = new HistoryReader(bus, id, settings.snapshot());
    this.presence = new Presence(bus, id, seats);
    this.subscription =
        new TableSubscription(
            bus, id, policy, owner, settings.snapshot(), this, metrics, nanoClock);
    // Catching up creates a lost table again.
    this.failures = new FailureMapper(subscription::catchUp, metrics);
    this.publisher = new RollPublisher(id, bus, failures, metrics, millisClock);
    this.moderator = new Moderator(id, bus, subscription, seats, webhooks, failures, millisClock);
  }

  TableId id() {
    return id;
  }

  TableSubscription subscription() {
    return subscription;
  }

  RollPublisher publisher() {
    return publisher;
  }

  Moderator moderator() {
    return moderator;
  }

  /** Returns the size of the policy, in UTF-16 units. */
  int policyChars() {
    return seats.rules().policy().chars();
  }

  /** Returns who sees a roll that does not say it. */
  Addressees defaultAudience() {
    return Addressees.of(seats.rules().policy().to());
  }

  /**
   * Gives a client a seat.
   *
   * @param requestId the client's id of the request
   * @param position the last entry that the client got; empty for a new client
   * @param released called once when the seat is left, or refused
   */
  CompletableFuture<JoinAnswer> join(
      @Nullable ClientRequestId requestId,
      JoinCredentials credentials,
      Optional<StreamPosition> position,
      FrameSink sink,
      Runnable released) {
    Seat seat = new Seat(this, credentials, sink, released);
    return subscription
        .whenLive()
        .thenCompose(
            live -> {
              Optional<ErrorCode> error = admit(seat);
              return error.isPresent()
                  ? CompletableFuture.completedFuture(refused(seat, error.get()))
                  : readHistory(requestId, seat, position, MAX_READS);
            })
        .exceptionally(
            failure -> {
              // First, since errorOf rethrows a fault of ours: no seat may stay behind.
              seat.leave();
              return refused(seat, failures.errorOf(failure));
            });
  }

  /**
   * Reads the part of the newest entries before an offset that a member may see.
   *
   * @param limit the most entries read, 1 to {@link TableBus#MAX_PAGE}
   * @param proofs whether they come with the whole proofs of their dice
   */
  CompletableFuture<HistoryAnswer> history(Member viewer, long before, int limit, boolean proofs) {
    return history
        .older(before, limit)
        .<HistoryAnswer>thenApply(
            page ->
                new HistoryAnswer.Entries(
                    frames.history(
                        page.epoch(),
                        page.entries(),
                        viewer,
                        seats.rules().policy().whispersShown(),
                        proofs ? TableFrames.Detail.PROVEN : TableFrames.Detail.USUAL),
                    page.more() ? page.entries().getFirst().offset() : 0))
        .exceptionally(failure -> new HistoryAnswer.Refused(failures.errorOf(failure)));
  }

  /** Reads the proof of a roll that a member sees in full. */
  CompletableFuture<ProofAnswer> proof(Member viewer, long seq) {
    return seq < 1
        ? CompletableFuture.completedFuture(new ProofAnswer.Refused(ErrorCode.NO_PROOF))
        : history
            .entry(seq)
            .thenApply(
                found ->
                    found
                        .flatMap(entry -> frames.proof(entry, viewer))
                        .<ProofAnswer>map(ProofAnswer.Found::new)
                        .orElseGet(() -> new ProofAnswer.Refused(ErrorCode.NO_PROOF)))
            .exceptionally(failure -> new ProofAnswer.Refused(failures.errorOf(failure)));
  }

  /**
   * Removes a seat.
   *
   * @param broken whether its connection broke, so that the seat is kept for a while
   */
  void leave(Seat seat, boolean broken) {
    if (seats.remove(seat, broken)) {
      presence.report();
    }
  }

  /** Reports the members of this node to the bus; called again before a report expires. */
  void reportPresence() {
    presence.report();
    finishChanges();
  }

  @Override
  public void onPresenceChanged() {
    presence.report();
  }

  @Override
  public boolean onEntry(String epoch, Entry entry) {
    return seats.onEntry(epoch, entry);
  }

  @Override
  public void reset(StreamPosition end, List<Entry> newest) {
    seats.reset(end, newest);
  }

  @Override
  public void onPolicy(PolicyState rules) {
    seats.onPolicy(rules);
  }

  @Override
  public void flush() {
    seats.flush();
    finishChanges();
    if (webhooks != null) {
      webhooks.onEntries(id);
    }
  }

  /** Does what a policy has left to do: no lock is held here, and histories can be read. */
  private void finishChanges() {
    if (!seats.hasLeftovers()) {
      return;
    }
    seats.takeRemoved().forEach(Seat::leave);
    seats.takeOutdated().forEach(this::readAgain);
    presence.report();
  }

  /** Reads the history of a member whose role has changed; later again if that fails. */
  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both handled
  private void readAgain(Seat seat) {
    int generation = seats.generation();
    Seats.ReadStart start = new Seats.ReadStart(generation, subscription.position().offset());
    history
        .read(Optional.empty())
        .thenApply(read -> completeJoin(null, seat, read, start))
        .whenComplete(
            (completed, failure) -> {
              if (failure != null || !completed) {
                seats.putBackOutdated(seat);
              }
            });
  }

  private Optional<ErrorCode> admit(Seat seat) {
    Optional<ErrorCode> error = seats.admit(seat);
    if (error.equals(Optional.of(ErrorCode.TABLE_FULL))) {
      metrics.count(Counter.TABLE_SEATS_FULL);
    }
    return error;
  }

  private CompletableFuture<JoinAnswer> readHistory(
      @Nullable ClientRequestId requestId,
      Seat seat,
      Optional<StreamPosition> position,
      int attempts) {
    if (attempts == 0) {
      return CompletableFuture.completedFuture(refused(seat, ErrorCode.TABLE_UNAVAILABLE));
    }
    // In this order: the position is valid as long as the generation is the same.
    int generation = seats.generation();
    Seats.ReadStart start = new Seats.ReadStart(generation, subscription.position().offset());
    return history
        .read(position)
        .thenCompose(
            read ->
                completeJoin(requestId, seat, read, start)
                    ? CompletableFuture.completedFuture(joined(seat))
                    : readHistory(requestId, seat, position, attempts - 1));
  }

  private JoinAnswer joined(Seat seat) {
    return seat.isRemoved() && !seat.hasJoined()
        ? refused(seat, ErrorCode.REMOVED)
        : new JoinAnswer.Joined(seat);
  }

  private boolean completeJoin(
      @Nullable ClientRequestId requestId, Seat seat, HistoryRead read, Seats.ReadStart start) {
    if (!seats.completeJoin(requestId, seat, read, start)) {
      return false;
    }
    seats.flush();
    presence.report();
    return true;
  }

  private JoinAnswer refused(Seat seat, ErrorCode why) {
    metrics.count(Counter.TABLE_JOINS_REFUSED);
    seat.leave();
    return new JoinAnswer.Refused(why);
  }
}
