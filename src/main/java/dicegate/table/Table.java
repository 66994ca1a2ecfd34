package dicegate.table;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One node's view of a table: who of this node sits there, and what they are told.
 *
 * <p>Who sits down is told the newest rolls, or those missed, and then every roll that follows: the
 * seat is there before the read begins, and holds what is rolled meanwhile.
 *
 * <p>Thread-safe. Its monitor is taken after the feed's, never before, and nothing is sent, read or
 * published under it.
 */
final class Table implements TableSubscription.Follower {

  /** How much a seat may hold while its history is read, before that is read once more. */
  private static final int MAX_HELD = 1_024;

  /** How often a history is read at most, if the table is never the same after the read. */
  private static final int MAX_READS = 5;

  private static final ShareAnswer ANSWER_GONE = new ShareAnswer.Refused(ErrorCode.ANSWER_GONE);

  private final TableId id;
  private final TableBus bus;
  private final TableSettings settings;
  private final TableFrames frames;
  private final Metrics metrics;
  private final LongSupplier millisClock;
  private final TableSubscription subscription;
  private final Set<Seat> seats = new LinkedHashSet<>(); // guarded by this
  private final Set<FrameSink> pendingSinks = new LinkedHashSet<>(); // guarded by this
  private List<Member> members = List.of(); // guarded by this
  private int generation; // guarded by this
  private boolean sendingPresence; // guarded by this
  private boolean sendPresenceAgain; // guarded by this

  /** What was read for somebody who sits down. */
  private record HistoryRead(List<Entry> entries, StreamPosition end, boolean resumed) {

    /** Returns what of it is past an offset. */
    List<StreamPosition> past(long offset) {
      return Stream.concat(
              entries.stream()
                  .map(entry -> new StreamPosition(end.epoch(), entry.offset(), entry.tag())),
              Stream.of(end))
          .filter(at -> at.offset() > offset)
          .toList();
    }
  }

  /** How the table stood when a read began: how often it had begun anew, and how far it was. */
  private record ReadStart(int generation, long followedTo) {}

  /**
   * Makes a table without members; {@link #subscription()} is to be connected to the bus.
   *
   * @param verifier of the table if it is made now
   * @param millisClock tells the milliseconds since 1970
   */
  Table(
      TableId id,
      String verifier,
      TableBus bus,
      TableSettings settings,
      TableFrames frames,
      Metrics metrics,
      LongSupplier nanoClock,
      LongSupplier millisClock) {
    this.id = id;
    this.bus = bus;
    this.settings = settings;
    this.frames = frames;
    this.metrics = metrics;
    this.millisClock = millisClock;
    this.subscription =
        new TableSubscription(bus, id, verifier, settings.history(), this, metrics, nanoClock);
  }

  TableId id() {
    return id;
  }

  TableSubscription subscription() {
    return subscription;
  }

  /**
   * Gives somebody a seat.
   *
   * @param requestId the client's id of the request
   * @param position the last entry that the client got; empty if it is new
   * @param released called once when the seat is given up, or not given
   */
  CompletableFuture<JoinAnswer> join(
      @Nullable JsonValue requestId,
      JoinCredentials credentials,
      Optional<StreamPosition> position,
      FrameSink sink,
      Runnable released) {
    Seat seat = new Seat(this, credentials, sink, released);
    return subscription
        .followed()
        .thenCompose(
            verifier -> {
              Optional<ErrorCode> error = refusal(verifier, seat);
              return error.isPresent()
                  ? CompletableFuture.completedFuture(refused(seat, error.get()))
                  : read(requestId, seat, position, MAX_READS);
            })
        .exceptionally(
            failure -> {
              // Also when it is a fault of ours, which is thrown on: nobody is left sitting.
              seat.leave();
              return refused(seat, unavailable(failure));
            });
  }

  /** Gives a roll its place; see {@link Seat#share}. */
  CompletableFuture<ShareAnswer> share(
      Member by, IdempotencyKey key, Audience to, String label, String roll) {
    if (by.role() == Role.WATCHER) {
      return refusedShare(ErrorCode.WATCH_ONLY);
    }
    if (roll.length() > TableRoll.MAX_ROLL_CHARS) {
      return refusedShare(ErrorCode.TOO_LARGE);
    }
    return publish(by, key, new TableRoll(by, to, label, roll, millisClock.getAsLong(), 0));
  }

  /** Shows a roll to all; see {@link Seat#reveal}. */
  CompletableFuture<ShareAnswer> reveal(Member by, long seq) {
    if (by.role() != Role.GM) {
      return refusedShare(ErrorCode.NOT_GM);
    }
    if (seq < 1) {
      return refusedShare(ErrorCode.NOTHING_TO_REVEAL);
    }
    return bus.read(id, seq, 1)
        .thenCompose(
            page -> {
              Optional<Entry> hidden =
                  page.entries().stream()
                      .filter(entry -> entry.offset() == seq)
                      .filter(entry -> entry.roll().to().isHidden())
                      .findFirst();
              return hidden.isEmpty()
                  ? refusedShare(ErrorCode.NOTHING_TO_REVEAL)
                  : publish(
                      by,
                      IdempotencyKey.ofReveal(page.epoch(), seq),
                      hidden.get().roll().revealed(seq, millisClock.getAsLong()));
            })
        .exceptionally(failure -> new ShareAnswer.Refused(unavailable(failure)));
  }

  /** Takes a seat away. */
  void leave(Seat seat) {
    boolean sat;
    synchronized (this) {
      sat = seats.remove(seat);
    }
    if (sat) {
      announcePresence();
    }
  }

  /** Tells the bus who is here, and the seats who is there; comes again and again. */
  @SuppressWarnings("FutureReturnValueIgnored") // presenceTold takes whatever comes
  void announcePresence() {
    List<Member> here;
    synchronized (this) {
      if (sendingPresence) {
        sendPresenceAgain = true;
        return;
      }
      sendingPresence = true;
      here = MemberList.of(seats.stream().map(Seat::member).toList());
    }
    bus.present(id, here).whenComplete(this::onPresence);
  }

  @Override
  public void onPresenceChanged() {
    announcePresence();
  }

  @Override
  public synchronized boolean onEntry(String epoch, Entry entry) {
    TableFrames.Rolled rolled = frames.of(epoch, entry);
    boolean agreed = true;
    for (Seat seat : seats) {
      if (seat.isReading()) {
        // One more than it may hold shows that it missed some, and is to read once more.
        if (seat.heldCount() <= MAX_HELD) {
          seat.hold(entry);
        }
      } else if (seat.conflictsWith(entry)) {
        agreed = false;
      } else if (seat.markSent(entry)) {
        send(seat, rolled.frameFor(seat.member()));
      }
    }
    return agreed;
  }

  @Override
  public synchronized void reset(StreamPosition end, List<Entry> newest) {
    generation++;
    for (Seat seat : seats) {
      boolean sits = !seat.isReading();
      seat.restartRead();
      if (sits) {
        begin(null, seat, new HistoryRead(newest, end, false), List.of());
      }
    }
  }

  @Override
  public void flush() {
    List<FrameSink> sinks;
    synchronized (this) {
      if (pendingSinks.isEmpty()) {
        return;
      }
      sinks = List.copyOf(pendingSinks);
      pendingSinks.clear();
    }
    sinks.forEach(FrameSink::drain);
  }

  private Optional<ErrorCode> refusal(String verifier, Seat seat) {
    if (!seat.credentials().key().verifier().equals(verifier)) {
      return Optional.of(ErrorCode.BAD_KEY);
    }
    synchronized (this) {
      boolean known = members.stream().anyMatch(member -> isSame(member, seat.member()));
      boolean full = members.size() >= settings.members() && !known;
      if (full || seats.size() >= 2 * settings.members()) {
        return Optional.of(ErrorCode.TABLE_FULL);
      }
      seats.add(seat);
      return Optional.empty();
    }
  }

  private static boolean isSame(Member one, Member other) {
    return one.id().equals(other.id());
  }

  private CompletableFuture<JoinAnswer> read(
      @Nullable JsonValue requestId, Seat seat, Optional<StreamPosition> position, int reads) {
    if (reads == 0) {
      return CompletableFuture.completedFuture(refused(seat, ErrorCode.TABLE_UNAVAILABLE));
    }
    int began;
    synchronized (this) {
      began = generation;
    }
    // In this order: where it is counts for as long as it does not begin anew.
    ReadStart before = new ReadStart(began, subscription.position().offset());
    return position
        .map(this::missedSince)
        .orElseGet(this::newest)
        .thenCompose(
            historyRead ->
                completeJoin(requestId, seat, historyRead, before)
                    ? CompletableFuture.completedFuture(new JoinAnswer.Joined(seat))
                    : read(requestId, seat, position, reads - 1));
  }

  private CompletableFuture<HistoryRead> missedSince(StreamPosition position) {
    return bus.read(id, Math.max(1, position.offset()), TableBus.MAX_PAGE)
        .thenCompose(
            page -> {
              if (!position.continuesIn(page)) {
                return newest();
              }
              List<Entry> missed =
                  page.entries().stream()
                      .filter(entry -> entry.offset() > position.offset())
                      .toList();
              StreamPosition end = missed.isEmpty() ? position : StreamPosition.endOf(page);
              return CompletableFuture.completedFuture(new HistoryRead(missed, end, true));
            });
  }

  private CompletableFuture<HistoryRead> newest() {
    return bus.newest(id, settings.history())
        .thenApply(
            page -> {
              if (page.epoch().isEmpty()) {
                throw new NoSuchTableException(id);
              }
              return new HistoryRead(page.entries(), StreamPosition.endOf(page), false);
            });
  }

  /** Tells a seat what was read for it; returns false if that is not the whole any more. */
  private boolean completeJoin(
      @Nullable JsonValue requestId, Seat seat, HistoryRead historyRead, ReadStart before) {
    List<StreamPosition> ahead = historyRead.past(before.followedTo());
    synchronized (this) {
      if (generation != before.generation()
          || seat.heldCount() > MAX_HELD
          || !seat.isContinuous(historyRead.end().offset(), ahead)) {
        seat.restartRead();
        return false;
      }
      if (!seat.hasLeft()) {
        begin(requestId, seat, historyRead, ahead);
      }
    }
    flush();
    announcePresence();
    return true;
  }

  private void begin(
      @Nullable JsonValue requestId,
      Seat seat,
      HistoryRead historyRead,
      List<StreamPosition> ahead) {
    StreamPosition end = historyRead.end();
    List<Member> company = new ArrayList<>(members);
    // Those of this node whom the bus has not been told of yet, too: they sat down just now.
    seats.stream().filter(sat -> !sat.isReading()).map(Seat::member).forEach(company::add);
    company.add(seat.member());
    send(
        seat,
        frames.joined(
            requestId,
            id,
            seat.credentials(),
            MemberList.of(company),
            end,
            historyRead.resumed(),
            frames.history(
                end.epoch(), historyRead.entries(), seat.member(), historyRead.resumed())));
    for (Entry entry : seat.completeRead(end.offset(), ahead)) {
      if (seat.markSent(entry)) {
        send(seat, frames.of(end.epoch(), entry).frameFor(seat.member()));
      }
    }
  }

  private void send(Seat seat, @Nullable String frame) {
    if (frame != null) {
      seat.sink().enqueue(frame);
      pendingSinks.add(seat.sink());
    }
  }

  private JoinAnswer refused(Seat seat, ErrorCode why) {
    metrics.count(Counter.TABLE_JOINS_REFUSED);
    seat.leave();
    return new JoinAnswer.Refused(why);
  }

  private CompletableFuture<ShareAnswer> publish(Member by, IdempotencyKey key, TableRoll roll) {
    return bus.publish(id, key, roll)
        .thenApply(entry -> entry.map(made -> shared(by, made)).orElse(ANSWER_GONE))
        .exceptionally(failure -> new ShareAnswer.Refused(unavailable(failure)));
  }

  private ShareAnswer shared(Member by, Entry entry) {
    metrics.count(Counter.TABLE_ROLLS);
    TableRoll roll = entry.roll();
    boolean visible = roll.to().visibility(by, roll.by()) == Audience.Visibility.FULL;
    return new ShareAnswer.Shared(entry.offset(), visible ? roll.roll() : null);
  }

  private static CompletableFuture<ShareAnswer> refusedShare(ErrorCode why) {
    return CompletableFuture.completedFuture(new ShareAnswer.Refused(why));
  }

  private void onPresence(@Nullable List<Member> there, @Nullable Throwable failure) {
    boolean again;
    synchronized (this) {
      sendingPresence = false;
      again = sendPresenceAgain;
      sendPresenceAgain = false;
      if (there != null && failure == null) {
        List<Member> company = MemberList.of(there);
        if (!company.equals(members)) {
          members = company;
          String frame = frames.presence(company);
          seats.stream().filter(seat -> !seat.isReading()).forEach(seat -> send(seat, frame));
        }
      }
    }
    flush();
    if (again) {
      announcePresence();
    }
  }

  /** Tells that the bus failed; what is no failure of the bus is thrown on. */
  private ErrorCode unavailable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof BusUnavailableException) {
      metrics.count(Counter.TABLE_UNAVAILABLE);
      if (cause instanceof NoSuchTableException) {
        // It was lost, or has expired, and is made anew by the feed.
        subscription.catchUp();
      }
      return ErrorCode.TABLE_UNAVAILABLE;
    }
    throw new CompletionException(cause);
  }
}
