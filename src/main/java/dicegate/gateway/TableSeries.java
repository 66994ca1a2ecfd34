package dicegate.gateway;

import dicegate.table.ShareAnswer;
import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.TableProof;
import dicegate.verify.PlayerSeries;
import dicegate.verify.RollNumber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rolls of one session at one table: gives them numbers of a series, publishes them in the
 * order of their numbers, and remembers the numbers of which the others at the table have to be
 * told, since they see no roll of them.
 *
 * <p>A roll waits until the one before it is published, or has failed: so nobody sees the numbers
 * of a series in another order, or one that is missing.
 *
 * <p>Thread-safe. Nothing is published or sent under its lock.
 */
final class TableSeries {

  private final String table;
  private final PlayerSeries series;
  private final Queue<Turn> turns = new ArrayDeque<>(); // guarded by this
  private boolean busy; // guarded by this

  /** The root of the series that the numbers below are of; guarded by this. */
  private String root = "";

  private final List<Integer> unused = new ArrayList<>(); // guarded by this
  private final List<Integer> hidden = new ArrayList<>(); // guarded by this

  /**
   * Creates the series at a table.
   *
   * @param table the name of the table
   */
  TableSeries(String table, PlayerSeries series) {
    this.table = table;
    this.series = series;
  }

  /** Returns the name of the table. */
  String table() {
    return table;
  }

  /** Returns the series. */
  PlayerSeries series() {
    return series;
  }

  /** Takes the next number, and the turn to publish a roll that goes with it. */
  synchronized Turn take() {
    Turn turn = new Turn(series.take());
    turns.add(turn);
    return turn;
  }

  /** The number of one roll, and its turn to be published; to be run or skipped, once. */
  final class Turn {
    private final RollNumber number;
    private @Nullable Runnable start; // guarded by the TableSeries
    private boolean ended; // guarded by the TableSeries
    private boolean told; // guarded by the TableSeries

    private Turn(RollNumber number) {
      this.number = number;
    }

    RollNumber number() {
      return number;
    }

    /**
     * Publishes the roll when all rolls before it are published.
     *
     * @param publication publishes it, with a proof by {@link #proof}
     * @param done gets its outcome
     */
    void run(
        Supplier<CompletableFuture<ShareAnswer>> publication,
        BiConsumer<@Nullable ShareAnswer, @Nullable Throwable> done) {
      ready(() -> begin(publication, done));
    }

    /** Lets the rolls behind it pass: no roll was made. */
    void skip() {
      ready(
          () -> {
            settle(null);
            end();
          });
    }

    /**
     * Returns the proof to publish with the roll. A roll that all may see tells of the numbers
     * before it that they do not see.
     *
     * @param expression as the engine got it
     */
    TableProof proof(String expression, Addressees to) {
      synchronized (TableSeries.this) {
        ofSameSeries();
        told = to.audience() == Audience.ALL;
        return TableProof.seeded(
            number,
            expression,
            told ? List.copyOf(unused) : List.of(),
            told ? List.copyOf(hidden) : List.of());
      }
    }

    private void ready(Runnable run) {
      synchronized (TableSeries.this) {
        if (start != null || ended) {
          return;
        }
        start = run;
      }
      next();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both handled
    private void begin(
        Supplier<CompletableFuture<ShareAnswer>> publication,
        BiConsumer<@Nullable ShareAnswer, @Nullable Throwable> done) {
      CompletableFuture<ShareAnswer> published;
      try {
        published = publication.get();
      } catch (RuntimeException fault) {
        published = CompletableFuture.failedFuture(fault);
      }
      published.whenComplete(
          (answer, failure) -> {
            settle(failure == null ? answer : null);
            try {
              done.accept(answer, failure);
            } finally {
              end();
            }
          });
    }

    /** Records what the others have to be told of this number. */
    private void settle(@Nullable ShareAnswer answer) {
      TableProof proof =
          switch (answer) {
            case ShareAnswer.Shared shared -> shared.proof();
            case ShareAnswer.SharedError shared -> shared.proof();
            case ShareAnswer.Refused refused -> null;
            case null -> null;
          };
      synchronized (TableSeries.this) {
        ofSameSeries();
        boolean published = proof != null && proof.isOf(number.root(), number.index());
        if (!published) {
          unused.add(number.index());
        } else if (told) {
          unused.clear();
          hidden.clear();
        } else {
          hidden.add(number.index());
        }
      }
    }

    private void end() {
      synchronized (TableSeries.this) {
        turns.remove(this);
        ended = true;
        busy = false;
      }
      next();
    }

    /**
     * Forgets the numbers of a series that has ended: nobody misses what comes behind its last
     * roll.
     */
    private void ofSameSeries() {
      if (!root.equals(number.root())) {
        root = number.root();
        unused.clear();
        hidden.clear();
      }
    }
  }

  private void next() {
    Runnable run;
    synchronized (this) {
      Turn head = turns.peek();
      if (busy || head == null || head.start == null) {
        return;
      }
      busy = true;
      run = head.start;
    }
    run.run();
  }
}
