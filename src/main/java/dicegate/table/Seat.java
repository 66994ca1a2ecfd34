package dicegate.table;

import dicegate.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connection's place at a table: what it may do there. What happens there goes to its sink.
 *
 * <p>Thread-safe.
 */
public final class Seat {

  private final Table table;
  private final JoinCredentials credentials;
  private final FrameSink sink;
  private final Runnable released;
  private final AtomicBoolean left = new AtomicBoolean();

  /** What was rolled while the seat's history is being read; guarded by the table. */
  private List<Entry> held = new ArrayList<>();

  /** What it was told that the table has not come to yet; guarded by the table. */
  private List<StreamPosition> ahead = List.of();

  /** Up to where the seat was told; guarded by the table. */
  private long sentTo;

  private boolean reading = true; // guarded by the table

  Seat(Table table, JoinCredentials credentials, FrameSink sink, Runnable released) {
    this.table = table;
    this.credentials = credentials;
    this.sink = sink;
    this.released = released;
  }

  /** Returns who sits here. */
  public Member member() {
    return credentials.member();
  }

  /** Tells why this roll would not be taken, so that it need not be rolled; empty if it would. */
  public Optional<ErrorCode> rollError() {
    return member().role() == Role.WATCHER ? Optional.of(ErrorCode.WATCH_ONLY) : Optional.empty();
  }

  /**
   * Gives a roll its place at the table, so that all who may see it do.
   *
   * @param key the same for the same request, however often it is made
   * @param to who may see it; not {@link Audience#SELF}
   * @param roll the engine's result, which is JSON
   */
  public CompletableFuture<ShareAnswer> share(
      IdempotencyKey key, Audience to, String label, String roll) {
    return table.share(member(), key, to, label, roll);
  }

  /** Shows a roll to all; for a GM. */
  public CompletableFuture<ShareAnswer> reveal(long seq) {
    return table.reveal(member(), seq);
  }

  /** Gives the seat up, once; its sink is told nothing more. */
  public void leave() {
    if (left.compareAndSet(false, true)) {
      table.leave(this);
      released.run();
    }
  }

  boolean hasLeft() {
    return left.get();
  }

  JoinCredentials credentials() {
    return credentials;
  }

  FrameSink sink() {
    return sink;
  }

  /** Tells whether its history is still being read. */
  boolean isReading() {
    return reading;
  }

  /** Keeps an entry until the history is there. */
  void hold(Entry entry) {
    held.add(entry);
  }

  int heldCount() {
    return held.size();
  }

  /** Begins to read once more. */
  void restartRead() {
    reading = true;
    held = new ArrayList<>();
  }

  /**
   * Ends the reading.
   *
   * @param readTo the last entry read
   * @param readAhead what of it the table has not come to
   * @return what was rolled meanwhile, and is not in what was read
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
   * Tells whether what was rolled meanwhile goes on from what was read; else they are of a table
   * before and after it was lost or put back.
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

  /** Tells whether something else was told in an entry's place. */
  boolean conflictsWith(Entry entry) {
    return isOther(entry, ahead);
  }

  /** Tells whether an entry is new to it, and notes that it was told. */
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
    return read.stream()
        .anyMatch(at -> at.offset() == entry.offset() && !at.tag().equals(entry.tag()));
  }
}
