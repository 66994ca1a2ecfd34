package dicegate.table;

import dicegate.table.log.Attendance;
import dicegate.table.log.Entry;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableId;
import dicegate.wire.json.ClientRequestId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

  /** The most seats of one member on a node: the tabs and devices of a person. */
  private static final int MAX_OF_MEMBER = 8;

  private final TableId table;
  private final int maxMembers;
  private final TableFrames frames;
  private final Set<Seat> seats = new LinkedHashSet<>(); // guarded by this
  private final Set<FrameSink> pendingSinks = new LinkedHashSet<>(); // guarded by this

  /** The members on all nodes, as the bus reported them last; guarded by this. */
  private List<Member> everywhere = List.of();

  /** The ids of members whose seats are kept while they are disconnected; guarded by this. */
  private Set<String> kept = Set.of();

  /** The ids of members whose connection broke, not reported to the bus yet; guarded by this. */
  private Set<String> gone = new LinkedHashSet<>();

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

  /**
   * Adds a seat whose history is not read yet; returns false if the table is full, or the member
   * has too many. Those who roll and those who watch are counted apart, and neither takes the seats
   * of the others.
   */
  synchronized boolean add(Seat seat) {
    String id = seat.member().id();
    if (countOf(id) >= MAX_OF_MEMBER) {
      return false;
    }
    boolean watches = watches(seat.member());
    Set<String> taken = new HashSet<>(watches ? Set.of() : kept);
    Stream.concat(everywhere.stream(), seats.stream().map(Seat::member))
        .filter(member -> watches(member) == watches)
        .forEach(member -> taken.add(member.id()));
    return (taken.contains(id) || taken.size() < maxMembers) && seats.add(seat);
  }

  /**
   * Removes a seat; returns whether it was there.
   *
   * @param broken whether its connection broke, so that the seat of a member who rolls is kept
   */
  synchronized boolean remove(Seat seat, boolean broken) {
    boolean removed = seats.remove(seat);
    Member member = seat.member();
    if (removed && broken && !watches(member) && countOf(member.id()) == 0) {
      gone.add(member.id());
    }
    return removed;
  }

  /** Returns the members on this node, each once. */
  synchronized List<Member> members() {
    return MemberList.of(seats.stream().map(Seat::member).toList());
  }

  /** Returns the ids of members whose connection broke since the last call. */
  synchronized Set<String> takeGone() {
    Set<String> taken = gone;
    gone = new LinkedHashSet<>();
    return taken;
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
        sendJoined(null, seat, new HistoryRead(newest, end, false), List.of());
      }
    }
  }

  /** Records the members on all nodes, and hands them to every seat if they changed. */
  synchronized void update(Attendance attendance) {
    kept = attendance.kept();
    List<Member> now = MemberList.of(attendance.members());
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
        sendJoined(requestId, seat, read, ahead);
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

  /** Ends the read of a seat's history, and enqueues it with the entries held. Guarded by this. */
  private void sendJoined(
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

  private long countOf(String id) {
    return seats.stream().filter(seat -> seat.member().id().equals(id)).count();
  }

  private static boolean watches(Member member) {
    return member.role() == Role.WATCHER;
  }
}
