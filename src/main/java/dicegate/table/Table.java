package dicegate.table;

import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
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
final class Table implements Feed.Follower {

  /** How much a seat may hold while its history is read, before that is read once more. */
  private static final int MAX_HELD = 1_024;

  /** How often a history is read at most, if the table is never the same after the read. */
  private static final int MAX_READS = 5;

  private static final ShareAnswer ANSWER_GONE = new ShareAnswer.Refused(Refusal.ANSWER_GONE);

  private final TableId id;
  private final TableBus bus;
  private final TableSettings settings;
  private final TableFrames frames;
  private final Meters meters;
  private final LongSupplier millisClock;
  private final Feed feed;
  private final Set<Seat> seats = new LinkedHashSet<>(); // guarded by this
  private final Set<SeatSink> told = new LinkedHashSet<>(); // guarded by this
  private List<Member> members = List.of(); // guarded by this
  private int generation; // guarded by this
  private boolean tellingPresence; // guarded by this
  private boolean tellPresenceAgain; // guarded by this

  /** What was read for somebody who sits down. */
  private record Reading(List<Entry> entries, Position end, boolean resumed) {

    /** Returns what of it is past an offset. */
    List<Position> past(long offset) {
      return Stream.concat(
              entries.stream().map(entry -> new Position(end.epoch(), entry.offset(), entry.tag())),
              Stream.of(end))
          .filter(at -> at.offset() > offset)
          .toList();
    }
  }

  /** How the table stood when a read began: how often it had begun anew, and how far it was. */
  private record Standing(int generation, long followedTo) {}

  /**
   * Makes a table without members; {@link #feed()} is to be connected to the bus.
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
      Meters meters,
      LongSupplier nanoClock,
      LongSupplier millisClock) {
    this.id = id;
    this.bus = bus;
    this.settings = settings;
    this.frames = frames;
    this.meters = meters;
    this.millisClock = millisClock;
    this.feed = new Feed(bus, id, verifier, settings.history(), this, meters, nanoClock);
  }

  TableId id() {
    return id;
  }

  Feed feed() {
    return feed;
  }

  /**
   * Gives somebody a seat.
   *
   * @param requestId the client's id of the request
   * @param position the last entry that the client got; empty if it is new
   * @param released called once when the seat is given up, or not given
   */
  CompletableFuture<JoinAnswer> sit(
      @Nullable JsonValue requestId,
      Ticket ticket,
      Optional<Position> position,
      SeatSink sink,
      Runnable released) {
    Seat seat = new Seat(this, ticket, sink, released);
    return feed.followed()
        .thenCompose(
            verifier -> {
              Optional<Refusal> refusal = refusal(verifier, seat);
              return refusal.isPresent()
                  ? CompletableFuture.completedFuture(refused(seat, refusal.get()))
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
      Member by, PublishKey key, Audience to, String label, String roll) {
    if (by.role() == Role.WATCHER) {
      return refusedShare(Refusal.WATCH_ONLY);
    }
    if (roll.length() > TableRoll.MAX_ROLL_CHARS) {
      return refusedShare(Refusal.TOO_LARGE);
    }
    return publish(by, key, new TableRoll(by, to, label, roll, millisClock.getAsLong(), 0));
  }

  /** Shows a roll to all; see {@link Seat#reveal}. */
  CompletableFuture<ShareAnswer> reveal(Member by, long seq) {
    if (by.role() != Role.GM) {
      return refusedShare(Refusal.NOT_GM);
    }
    if (seq < 1) {
      return refusedShare(Refusal.NOTHING_TO_REVEAL);
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
                  ? refusedShare(Refusal.NOTHING_TO_REVEAL)
                  : publish(
                      by,
                      PublishKey.ofReveal(page.epoch(), seq),
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
      tellPresence();
    }
  }

  /** Tells the bus who is here, and the seats who is there; comes again and again. */
  @SuppressWarnings("FutureReturnValueIgnored") // presenceTold takes whatever comes
  void tellPresence() {
    List<Member> here;
    synchronized (this) {
      if (tellingPresence) {
        tellPresenceAgain = true;
        return;
      }
      tellingPresence = true;
      here = Company.of(seats.stream().map(Seat::member).toList());
    }
    bus.present(id, here).whenComplete(this::presenceTold);
  }

  @Override
  public void presenceChanged() {
    tellPresence();
  }

  @Override
  public synchronized boolean next(String epoch, Entry entry) {
    TableFrames.Rolled rolled = frames.of(epoch, entry);
    boolean agreed = true;
    for (Seat seat : seats) {
      if (seat.isReading()) {
        // One more than it may hold shows that it missed some, and is to read once more.
        if (seat.holds() <= MAX_HELD) {
          seat.hold(entry);
        }
      } else if (seat.wasToldOtherThan(entry)) {
        agreed = false;
      } else if (seat.tell(entry)) {
        tell(seat, rolled.frameFor(seat.member()));
      }
    }
    return agreed;
  }

  @Override
  public synchronized void anew(Position end, List<Entry> newest) {
    generation++;
    for (Seat seat : seats) {
      boolean sits = !seat.isReading();
      seat.readAnew();
      if (sits) {
        begin(null, seat, new Reading(newest, end, false), List.of());
      }
    }
  }

  @Override
  public void settle() {
    List<SeatSink> sinks;
    synchronized (this) {
      if (told.isEmpty()) {
        return;
      }
      sinks = List.copyOf(told);
      told.clear();
    }
    sinks.forEach(SeatSink::drain);
  }

  private Optional<Refusal> refusal(String verifier, Seat seat) {
    if (!seat.ticket().key().verifier().equals(verifier)) {
      return Optional.of(Refusal.BAD_KEY);
    }
    synchronized (this) {
      boolean known = members.stream().anyMatch(member -> isSame(member, seat.member()));
      boolean full = members.size() >= settings.members() && !known;
      if (full || seats.size() >= 2 * settings.members()) {
        return Optional.of(Refusal.TABLE_FULL);
      }
      seats.add(seat);
      return Optional.empty();
    }
  }

  private static boolean isSame(Member one, Member other) {
    return one.id().equals(other.id());
  }

  private CompletableFuture<JoinAnswer> read(
      @Nullable JsonValue requestId, Seat seat, Optional<Position> position, int reads) {
    if (reads == 0) {
      return CompletableFuture.completedFuture(refused(seat, Refusal.TABLE_UNAVAILABLE));
    }
    int began;
    synchronized (this) {
      began = generation;
    }
    // In this order: where it is counts for as long as it does not begin anew.
    Standing before = new Standing(began, feed.position().offset());
    return position
        .map(this::missedSince)
        .orElseGet(this::newest)
        .thenCompose(
            reading ->
                seated(requestId, seat, reading, before)
                    ? CompletableFuture.completedFuture(new JoinAnswer.Joined(seat))
                    : read(requestId, seat, position, reads - 1));
  }

  private CompletableFuture<Reading> missedSince(Position position) {
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
              Position end = missed.isEmpty() ? position : Position.endOf(page);
              return CompletableFuture.completedFuture(new Reading(missed, end, true));
            });
  }

  private CompletableFuture<Reading> newest() {
    return bus.newest(id, settings.history())
        .thenApply(
            page -> {
              if (page.epoch().isEmpty()) {
                throw new NoSuchTableException(id);
              }
              return new Reading(page.entries(), Position.endOf(page), false);
            });
  }

  /** Tells a seat what was read for it; returns false if that is not the whole any more. */
  private boolean seated(
      @Nullable JsonValue requestId, Seat seat, Reading reading, Standing before) {
    List<Position> ahead = reading.past(before.followedTo());
    synchronized (this) {
      if (generation != before.generation()
          || seat.holds() > MAX_HELD
          || !seat.goesOnFrom(reading.end().offset(), ahead)) {
        seat.readAnew();
        return false;
      }
      if (!seat.hasLeft()) {
        begin(requestId, seat, reading, ahead);
      }
    }
    settle();
    tellPresence();
    return true;
  }

  private void begin(
      @Nullable JsonValue requestId, Seat seat, Reading reading, List<Position> ahead) {
    Position end = reading.end();
    List<Member> company = new ArrayList<>(members);
    // Those of this node whom the bus has not been told of yet, too: they sat down just now.
    seats.stream().filter(sat -> !sat.isReading()).map(Seat::member).forEach(company::add);
    company.add(seat.member());
    tell(
        seat,
        frames.joined(
            requestId,
            id,
            seat.ticket(),
            Company.of(company),
            end,
            reading.resumed(),
            frames.history(end.epoch(), reading.entries(), seat.member(), reading.resumed())));
    for (Entry entry : seat.begin(end.offset(), ahead)) {
      if (seat.tell(entry)) {
        tell(seat, frames.of(end.epoch(), entry).frameFor(seat.member()));
      }
    }
  }

  private void tell(Seat seat, @Nullable String frame) {
    if (frame != null) {
      seat.sink().enqueue(frame);
      told.add(seat.sink());
    }
  }

  private JoinAnswer refused(Seat seat, Refusal why) {
    meters.count(Meter.TABLE_JOINS_REFUSED);
    seat.leave();
    return new JoinAnswer.Refused(why);
  }

  private CompletableFuture<ShareAnswer> publish(Member by, PublishKey key, TableRoll roll) {
    return bus.publish(id, key, roll)
        .thenApply(entry -> entry.map(made -> shared(by, made)).orElse(ANSWER_GONE))
        .exceptionally(failure -> new ShareAnswer.Refused(unavailable(failure)));
  }

  private ShareAnswer shared(Member by, Entry entry) {
    meters.count(Meter.TABLE_ROLLS);
    TableRoll roll = entry.roll();
    boolean visible = roll.to().sight(by, roll.by()) == Audience.Sight.VALUE;
    return new ShareAnswer.Shared(entry.offset(), visible ? roll.roll() : null);
  }

  private static CompletableFuture<ShareAnswer> refusedShare(Refusal why) {
    return CompletableFuture.completedFuture(new ShareAnswer.Refused(why));
  }

  private void presenceTold(@Nullable List<Member> there, @Nullable Throwable failure) {
    boolean again;
    synchronized (this) {
      tellingPresence = false;
      again = tellPresenceAgain;
      tellPresenceAgain = false;
      if (there != null && failure == null) {
        List<Member> company = Company.of(there);
        if (!company.equals(members)) {
          members = company;
          String frame = frames.presence(company);
          seats.stream().filter(seat -> !seat.isReading()).forEach(seat -> tell(seat, frame));
        }
      }
    }
    settle();
    if (again) {
      tellPresence();
    }
  }

  /** Tells that the bus failed; what is no failure of the bus is thrown on. */
  private Refusal unavailable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof BusUnavailableException) {
      meters.count(Meter.TABLE_UNAVAILABLE);
      if (cause instanceof NoSuchTableException) {
        // It was lost, or has expired, and is made anew by the feed.
        feed.catchUp();
      }
      return Refusal.TABLE_UNAVAILABLE;
    }
    throw new CompletionException(cause);
  }
}
