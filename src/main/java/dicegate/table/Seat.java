package dicegate.table;

import dicegate.table.log.Addressees;
import dicegate.table.log.Entry;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.Member;
import dicegate.table.log.Moderation;
import dicegate.table.log.Role;
import dicegate.table.log.StreamPosition;
import dicegate.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connection's place at a table: its member rolls and reveals by it, and its sink is sent the
 * frames of the table.
 *
 * <p>Thread-safe; the state of its history is guarded by its {@link Seats}.
 */
public final class Seat {

  private final Table table;
  private final JoinCredentials credentials;
  private final FrameSink sink;
  private final Runnable released;
  private final AtomicBoolean left = new AtomicBoolean();
  private volatile Member member;
  private volatile boolean removed;
  private final AtomicBoolean readingPage = new AtomicBoolean();

  /** The entries that arrived while the history is being read; guarded by {@link Seats}. */
  private List<Entry> held = new ArrayList<>();

  /** The positions sent that the table has not reached yet; guarded by {@link Seats}. */
  private List<StreamPosition> ahead = List.of();

  /** The offset of the last entry sent; guarded by {@link Seats}. */
  private long sentTo;

  private boolean reading = true; // guarded by Seats
  private boolean joined; // guarded by Seats

  Seat(Table table, JoinCredentials credentials, FrameSink sink, Runnable released) {
    this.table = table;
    this.credentials = credentials;
    this.member = credentials.member();
    this.sink = sink;
    this.released = released;
  }

  /** Returns the member in this seat. */
  public Member member() {
    return member;
  }

  /** Returns whether a GM has removed its member. */
  public boolean isRemoved() {
    return removed;
  }

  /** Returns the reason why a roll would be refused, so that it need not be made; else empty. */
  public Optional<ErrorCode> rollError() {
    return member().role() == Role.WATCHER ? Optional.of(ErrorCode.WATCH_ONLY) : Optional.empty();
  }

  /**
   * Publishes a roll at the table; all who may see it are sent it.
   *
   * @param key the same for the same request, however often it is made
   * @param to the members who may see it; null for those that the table's policy says
   * @param roll the engine's result, which is JSON
   * @param proof how its dice can be checked
   */
  public CompletableFuture<ShareAnswer> share(
      IdempotencyKey key, @Nullable Addressees to, String label, String roll, ProofFor proof) {
    return removed
        ? CompletableFuture.completedFuture(new ShareAnswer.Refused(ErrorCode.REMOVED))
        : table
            .publisher()
            .share(member(), key, to == null ? table.defaultAudience() : to, label, roll, proof);
  }

  /** Tells the others at the table that the next series of the member's rolls has begun. */
  public void seriesChanged() {
    table.reportPresence();
  }

  /**
   * Returns the member with the roots of the series in this seat, as those at the table are told.
   */
  Member present() {
    return member.role() == Role.WATCHER ? member : member.with(credentials.series().roots());
  }

  /**
   * Does an act of a GM.
   *
   * @param requestId the client's id of the request, as JSON; the same request with the same id is
   *     done once. Null for a request that has none
   */
  public CompletableFuture<ModerationAnswer> moderate(@Nullable String requestId, Moderation act) {
    String id = requestId == null ? Member.newToken() : requestId;
    return table
        .moderator()
        .moderate(
            new Moderator.Request(member(), id, credentials.token(), credentials.owner(), act));
  }

  /** Returns the size of the policy that an act carries, in UTF-16 units. */
  public int policyChars() {
    return table.policyChars();
  }

  /**
   * Shows a hidden roll to all; for a GM, and a whisper also for its roller.
   *
   * @param seq the offset of the roll
   */
  public CompletableFuture<ShareAnswer> reveal(long seq) {
    return table.publisher().reveal(member(), seq);
  }

  /**
   * Reads the newest entries of the table before an offset, as far as the member may see them; one
   * page at a time.
   *
   * @param before an offset; {@link Long#MAX_VALUE} for the newest of all
   * @param limit the most entries to look at, 1 to {@link dicegate.table.log.TableBus#MAX_PAGE}
   * @param proofs whether they come with the whole proofs of their dice
   */
  public CompletableFuture<HistoryAnswer> history(long before, int limit, boolean proofs) {
    if (!readingPage.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(new HistoryAnswer.Refused(ErrorCode.BUSY));
    }
    return table
        .history(member(), before, limit, proofs)
        .whenComplete((answer, failure) -> readingPage.set(false));
  }

  /**
   * Reads the proof of a roll; one at a time, and not while a page of the history is read.
   *
   * @param seq the offset of the roll
   * @return refused if the member does not see the whole roll, or it has no proof
   */
  public CompletableFuture<ProofAnswer> proof(long seq) {
    if (!readingPage.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(new ProofAnswer.Refused(ErrorCode.BUSY));
    }
    return table.proof(member(), seq).whenComplete((answer, failure) -> readingPage.set(false));
  }

  /** Leaves the seat, once; its sink is sent nothing more. */
  public void leave() {
    end(false);
  }

  /**
   * Leaves the seat as {@link #leave} does, because the client's connection broke: a member who
   * rolls may take it again, and nobody else, for {@link
   * dicegate.table.log.TableBus#SEAT_KEPT_SECONDS}.
   */
  public void disconnect() {
    end(true);
  }

  private void end(boolean broken) {
    if (left.compareAndSet(false, true)) {
      table.leave(this, broken);
      released.run();
    }
  }

  /** Returns whether it is left, so that its member is at no table. */
  public boolean hasLeft() {
    return left.get();
  }

  /** Records what the table's policy makes of the member. */
  void setMember(Member now) {
    member = now;
  }

  /** Records that a GM has removed the member; the seat still has to be left. */
  void setRemoved() {
    removed = true;
  }

  /** Returns whether its client was sent {@code joined}; guarded by {@link Seats}. */
  boolean hasJoined() {
    return joined;
  }

  /** Records that its client is sent {@code joined}; guarded by {@link Seats}. */
  void setJoined() {
    joined = true;
  }

  JoinCredentials credentials() {
    return credentials;
  }

  FrameSink sink() {
    return sink;
  }

  /** Returns whether its history is still being read. */
  boolean isReading() {
    return reading;
  }

  /** Holds an entry until the history is complete. */
  void hold(Entry entry) {
    held.add(entry);
  }

  int heldCount() {
    return held.size();
  }

  /** Restarts the read of the history. */
  void restartRead() {
    reading = true;
    held = new ArrayList<>();
  }

  /**
   * Ends the read of the history.
   *
   * @param readTo the offset of the last entry read
   * @param readAhead the positions read that the table has not reached yet
   * @return the held entries that are not in the history
   */
  List<Entry> completeRead(long readTo, List<StreamPosition> readAhead) {
    List<Entry> since = held.stream().filter(entry -> entry.offset() > readTo).toList();
    held = List.of();
    reading = false;
    sentTo = readTo;
    ahead = readAhead;
    return since;
  }

  /**
   * Returns whether the held entries continue the history that was read. If not, the table was lost
   * or restored between them.
   */
  boolean isContinuous(long readTo, List<StreamPosition> readAhead) {
    return held.stream().noneMatch(entry -> isOther(entry, readAhead))
        && held.stream()
            .map(Entry::offset)
            .filter(offset -> offset > readTo)
            .findFirst()
            .map(offset -> offset == readTo + 1)
            .orElse(true);
  }

  /** Returns whether a different entry was sent at the offset of this one. */
  boolean conflictsWith(Entry entry) {
    return isOther(entry, ahead);
  }

  /** Records that an entry is sent; returns false if it was sent before. */
  boolean markSent(Entry entry) {
    if (entry.offset() >= sentTo) {
      ahead = List.of();
    }
    if (entry.offset() <= sentTo) {
      return false;
    }
    sentTo = entry.offset();
    return true;
  }

  private static boolean isOther(Entry entry, List<StreamPosition> read) {
    for (StreamPosition at : read) {
      if (at.offset() == entry.offset() && !at.tag().equals(entry.tag())) {
        return true;
      }
    }
    return false;
  }
}
