package dicegate.table;

import dicegate.table.log.Attendance;
import dicegate.table.log.Entry;
import dicegate.table.log.Member;
import dicegate.table.log.PolicyState;
import dicegate.table.log.Role;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableAct;
import dicegate.table.log.TableId;
import dicegate.table.log.TablePolicy;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ClientRequestId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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

  /** Seats whose members were removed, and that are still to be left; guarded by this. */
  private List<Seat> removed = new ArrayList<>();

  /** Seats whose members have another role, and whose history is to be read; guarded by this. */
  private List<Seat> outdated = new ArrayList<>();

  /** Whether one of the lists above is not empty. */
  private volatile boolean leftovers;

  private PolicyState rules; // guarded by this
  private int generation; // guarded by this

  /**
   * The state of a table at the start of a read.
   *
   * @param generation the number of resets before
   * @param followedTo the offset of the last entry handed over before
   */
  record ReadStart(int generation, long followedTo) {}

  Seats(TableId table, int maxMembers, TableFrames frames, TablePolicy policy) {
    this.table = table;
    this.maxMembers = maxMembers;
    this.frames = frames;
    this.rules = new PolicyState(policy, 0);
  }

  /** Returns the policy as this node knows it. */
  synchronized PolicyState rules() {
    return rules;
  }

  /** Returns who is at the table, on all nodes. */
  synchronized Attendance attendance() {
    return new Attendance(
        Stream.concat(seats.stream().map(Seat::member), everywhere.stream()).toList(), kept);
  }

  /**
   * Adds a seat whose history is not read yet, in the role and under the name that the policy
   * gives.
   *
   * @return why it was not added; else empty
   */
  synchronized Optional<ErrorCode> admit(Seat seat) {
    return switch (Admission.of(rules.policy(), seat.member(), seat.credentials().key())) {
      case Admission.Refused refused -> Optional.of(refused.why());
      case Admission.Admitted admitted -> {
        seat.setMember(admitted.member());
        yield add(seat) ? Optional.empty() : Optional.of(ErrorCode.TABLE_FULL);
      }
    };
  }

  /**
   * Takes over the table's policy: removes members, and changes roles.
   *
   * @param now to be followed by {@link #flush}
   */
  synchronized void onPolicy(PolicyState now) {
    rules = now;
    for (Seat seat : seats) {
      apply(now.policy(), seat);
    }
  }

  /**
   * Applies the policy to one seat. A member has to leave who was removed by a GM, or admitted by
   * this node by an old key, when the keys were renewed already; nobody has to if the policy is
   * unreadable. Guarded by this.
   */
  private void apply(TablePolicy policy, Seat seat) {
    Member member = seat.member();
    Optional<Role> role =
        policy.roleOf(member.id(), Admission.roleOf(seat.credentials().key(), policy));
    boolean unknown = role.isEmpty() && !policy.verifier().isEmpty();
    if (unknown || policy.removed().contains(member.id())) {
      remove(seat, null);
    } else {
      changeRole(seat, member, role.orElse(member.role()));
    }
  }

  private void changeRole(Seat seat, Member member, Role role) {
    if (role != member.role()) {
      seat.setMember(member.in(role));
      if (seat.hasJoined() && !outdated.contains(seat)) {
        // It sees other parts of the history now.
        seat.restartRead();
        outdated.add(seat);
        leftovers = true;
      }
    }
  }

  /** Tells a member who is removed. Guarded by this. */
  private void remove(Seat seat, @Nullable TableAct act) {
    if (!seat.isRemoved()) {
      seat.setRemoved();
      removed.add(seat);
      leftovers = true;
      if (seat.hasJoined()) {
        send(seat, act == null ? frames.removed() : frames.removed(act));
      }
    }
  }

  /** Returns whether {@link #takeRemoved} or {@link #takeOutdated} would return a seat. */
  boolean hasLeftovers() {
    return leftovers;
  }

  /** Returns the seats, to be left, of members who were removed since the last call. */
  synchronized List<Seat> takeRemoved() {
    List<Seat> taken = removed;
    removed = new ArrayList<>();
    leftovers = !outdated.isEmpty();
    return taken;
  }

  /** Returns the seats whose history has to be read for another role. */
  synchronized List<Seat> takeOutdated() {
    List<Seat> taken = outdated;
    outdated = new ArrayList<>();
    leftovers = !removed.isEmpty();
    return taken;
  }

  /** Puts a seat back whose history could not be read. */
  synchronized void putBackOutdated(Seat seat) {
    if (seats.contains(seat)) {
      outdated.add(seat);
      leftovers = true;
    }
  }

  /**
   * Adds a seat whose history is not read yet; returns false if the table is full, or the member
   * has too many. Those who roll and those who watch are counted apart, and neither takes the seats
   * of the others. Guarded by this.
   */
  private boolean add(Seat seat) {
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
    return MemberList.of(seats.stream().map(Seat::present).toList());
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
    TableFrames.EntryFrames written = frames.of(epoch, entry, whispersShown());
    boolean agreed = true;
    for (Seat seat : seats) {
      if (seat.isRemoved()) {
        continue;
      }
      if (entry.content() instanceof TableAct act && removes(act, seat)) {
        remove(seat, act);
      } else if (seat.isReading()) {
        // One more than the limit shows that the seat missed some, and has to read again.
        if (seat.heldCount() <= MAX_HELD) {
          seat.hold(entry);
        }
      } else if (seat.conflictsWith(entry)) {
        agreed = false;
      } else if (seat.markSent(entry)) {
        send(seat, written.frameFor(seat.member()));
      }
    }
    return agreed;
  }

  private static boolean removes(TableAct act, Seat seat) {
    Member target = act.target();
    return act.kind().isRemoval() && target != null && target.id().equals(seat.member().id());
  }

  private boolean whispersShown() {
    return rules.policy().whispersShown();
  }

  /** Replaces the history of every seat; a history that is being read is read again. */
  synchronized void reset(StreamPosition end, List<Entry> newest) {
    generation++;
    for (Seat seat : seats) {
      if (seat.isRemoved()) {
        continue;
      }
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
      seats.stream()
          .filter(seat -> !seat.isReading() && !seat.isRemoved())
          .forEach(seat -> send(seat, frame));
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
      if (!seat.hasLeft() && !seat.isRemoved()) {
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
    seats.stream().filter(other -> !other.isReading()).map(Seat::present).forEach(members::add);
    members.add(seat.present());
    seat.setJoined();
    send(
        seat,
        frames.joined(
            requestId,
            table,
            seat,
            MemberList.of(members),
            rules.policy(),
            end,
            read.resumed(),
            frames.history(
                end.epoch(),
                read.entries(),
                seat.member(),
                whispersShown(),
                read.resumed() ? TableFrames.Detail.MISSED : TableFrames.Detail.USUAL)));
    for (Entry entry : seat.completeRead(end.offset(), ahead)) {
      if (seat.markSent(entry)) {
        send(seat, frames.of(end.epoch(), entry, whispersShown()).frameFor(seat.member()));
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
