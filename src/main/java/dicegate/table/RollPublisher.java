package dicegate.table;

import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.Entry;
import dicegate.table.log.EntryPage;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import dicegate.table.log.TableRoll;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Publishes the rolls and reveals of members at one table, if their role permits. Thread-safe.
 *
 * @param millisClock a clock as {@link System#currentTimeMillis}
 */
record RollPublisher(
    TableId table,
    TableBus bus,
    FailureMapper failures,
    Metrics metrics,
    LongSupplier millisClock) {

  private static final ShareAnswer ANSWER_GONE = new ShareAnswer.Refused(ErrorCode.ANSWER_GONE);

  /** Publishes a roll; see {@link Seat#share}. */
  CompletableFuture<ShareAnswer> share(
      Member by, IdempotencyKey key, Addressees to, String label, String roll, ProofFor proof) {
    if (by.role() == Role.WATCHER) {
      return refused(ErrorCode.WATCH_ONLY);
    }
    if (roll.length() > TableRoll.MAX_ROLL_CHARS) {
      return refused(ErrorCode.TOO_LARGE);
    }
    return publish(
        by,
        key,
        new TableRoll(by.bare(), to, label, roll, millisClock.getAsLong(), 0, proof.of(to)));
  }

  /** Shows a hidden roll to all; see {@link Seat#reveal}. */
  CompletableFuture<ShareAnswer> reveal(Member by, long seq) {
    if (seq < 1) {
      return refused(by.role() == Role.GM ? ErrorCode.NOTHING_TO_REVEAL : ErrorCode.NOT_GM);
    }
    return bus.read(table, seq, 1)
        .thenCompose(page -> reveal(by, seq, page))
        .exceptionally(this::refused);
  }

  private CompletableFuture<ShareAnswer> reveal(Member by, long seq, EntryPage page) {
    Optional<TableRoll> hidden =
        page.entries().stream()
            .filter(entry -> entry.offset() == seq)
            .map(Entry::content)
            .filter(TableRoll.class::isInstance)
            .map(TableRoll.class::cast)
            .filter(roll -> roll.to().audience().isHidden())
            .findFirst();
    if (by.role() != Role.GM && hidden.filter(roll -> isOwnWhisper(roll, by)).isEmpty()) {
      return refused(ErrorCode.NOT_GM);
    }
    return hidden
        .filter(roll -> !roll.to().isWhisper() || isVisible(roll, by))
        .map(
            roll ->
                publish(
                    by,
                    IdempotencyKey.ofReveal(page.epoch(), seq),
                    roll.revealed(seq, millisClock.getAsLong())))
        .orElseGet(() -> refused(ErrorCode.NOTHING_TO_REVEAL));
  }

  private static boolean isOwnWhisper(TableRoll roll, Member by) {
    return roll.to().isWhisper() && roll.by().id().equals(by.id());
  }

  private static boolean isVisible(TableRoll roll, Member viewer) {
    return roll.to().visibility(viewer, roll.by(), false) == Audience.Visibility.FULL;
  }

  private CompletableFuture<ShareAnswer> publish(Member by, IdempotencyKey key, TableRoll roll) {
    return bus.publish(table, key, roll)
        .thenApply(entry -> entry.map(published -> shared(by, published)).orElse(ANSWER_GONE))
        .exceptionally(this::refused);
  }

  private ShareAnswer shared(Member by, Entry entry) {
    metrics.count(Counter.TABLE_ROLLS);
    TableRoll roll = entry.roll();
    if (roll.isError()) {
      return new ShareAnswer.SharedError(roll.roll(), roll.proof());
    }
    return new ShareAnswer.Shared(
        entry.offset(), isVisible(roll, by) ? roll.roll() : null, roll.proof());
  }

  private ShareAnswer refused(Throwable failure) {
    return new ShareAnswer.Refused(failures.errorOf(failure));
  }

  private static CompletableFuture<ShareAnswer> refused(ErrorCode why) {
    return CompletableFuture.completedFuture(new ShareAnswer.Refused(why));
  }
}
