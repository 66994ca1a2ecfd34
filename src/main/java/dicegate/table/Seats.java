package dicegate.table;

import dicegate.table.log.Entry;
import dicegate.table.log.Member;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableId;
import dicegate.wire.json.ClientRequestId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The seats of one table on this node: puts every entry, history and list of members into the
 * frames of those who may see it, in one order for each seat.
 *
 * <p>Thread-safe. Its monitor guards the seats, their state, and the last known members. It is
 * taken after the monitor of the {@link dicegate.table.log.TableSubscription}, never before; under
 * it frames are enqueued, and nothing is sent, read or published.
 */
final class Seats {

  /** The most entries that a seat holds while its history is read; past that it is read again. */
  private static final int MAX_HELD = 1_024;

  private final TableId table;
  private final int maxMembers;
  private final TableFrames frames;
  private final Set<Seat> seats = new LinkedHashSet<>(); // guarded by this
  private final Set<FrameSink> pendingSinks = new LinkedHashSet<>(); // guarded by this
  private List<Member> everywhere = List.of(); // guarded by this
  private int generation; // guarded by this

  /**
   * The state of a table at the start of a read.
   *
   * @param generation the number of resets before
   * @param followedTo the offset of the last entry handed over before
   */
  record ReadStart(int generation, long followedTo) {}

  Seats(TableId table, int maxMembers, TableFrames frames) {
    this.table = table;
    this.maxMembers = maxMembers;
    this.frames = frames;
  }

  /** Adds a seat whose history is not read yet; returns false if the table is full. */
  synchronized boolean add(Seat seat) {
    boolean known = everywhere.stream().anyMatch(member -> isSame(member, seat.member()));
    boolean full = everywhere.size() >= maxMembers && !known;
    if (full || seats.size() >= 2 * maxMembers) {
      return false;
    }
    seats.add(seat);
    return true;
  }

  /** Removes a seat; returns whether it was there. */
  synchronized boolean remove(Seat seat) {
    return seats.remove(seat);
  }

  /** Returns the members on this node, each once. */
  synchronized List<Member> members() {
    return MemberList.of(seats.stream().map(Seat::member).toList());
  }

  /** Returns how often the table was reset. */
  synchronized int generation() {
    return generation;
  }

  /**
   * Hands an entry to every seat that may see it.
   *
   * @return false if a seat got a different entry at this offset: all have to be reset
   */
  synchronized boolean onEntry(String epoch, Entry entry) {
    TableFrames.Rolled rolled = frames.of(epoch, entry);
    boolean agreed = true;
    for (Seat seat : seats) {
      if (seat.isReading()) {
        // One more than the limit shows that the seat missed some, and has to read again.
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

  /** Replaces the history of every seat; a history that is being read is read again. */
  synchronized void reset(StreamPosition end, List<Entry> newest) {
    generation++;
    for (Seat seat : seats) {
      boolean joined = !seat.isReading();
      seat.restartRead();
      if (joined) {
        begin(null, seat, new HistoryRead(newest, end, false), List.of());
      }
    }
  }

  /** Takes the members on all nodes, and hands them to every seat if they changed. */
  synchronized void updateMembers(List<Member> members) {
    List<Member> now = MemberList.of(members);
    if (!now.equals(everywhere)) {
      everywhere = now;
      String frame = frames.presence(now);
      seats.stream().filter(seat -> !seat.isReading()).forEach(seat -> send(seat, frame));
    }
  }

  /**
   * Hands a seat its history, and the entries that it held meanwhile.
   *
   * @param requestId the client's id of the request
   * @param start the state of the table before the read
   * @return false if the history has become incomplete, and has to be read again
   */
  boolean completeJoin(
      @Nullable ClientRequestId requestId, Seat seat, HistoryRead read, ReadStart start) {
    List<StreamPosition> ahead = read.past(start.followedTo());
    synchronized (this) {
      if (generation != start.generation()
          || seat.heldCount() > MAX_HELD
          || !seat.isContinuous(read.end().offset(), ahead)) {
        seat.restartRead();
        return false;
      }
      if (!seat.hasLeft()) {
        begin(requestId, seat, read, ahead);
      }
      return true;
    }
  }

  /** Sends the frames enqueued so far; to be called without a lock. */
  void flush() {
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

  private void begin(
      @Nullable ClientRequestId requestId,
      Seat seat,
      HistoryRead read,
      List<StreamPosition> ahead) {
    StreamPosition end = read.end();
    List<Member> members = new ArrayList<>(everywhere);
    // Members of this node who have just joined may not be reported to the bus yet.
    seats.stream().filter(other -> !other.isReading()).map(Seat::member).forEach(members::add);
    members.add(seat.member());
    send(
        seat,
        frames.joined(
            requestId,
            table,
            seat.credentials(),
            MemberList.of(members),
            end,
            read.resumed(),
            frames.history(end.epoch(), read.entries(), seat.member(), read.resumed())));
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

  private static boolean isSame(Member one, Member other) {
    return one.id().equals(other.id());
  }
}
