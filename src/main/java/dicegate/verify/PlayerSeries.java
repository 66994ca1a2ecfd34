package dicegate.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The series of one player at one place, one after the other: the current one gives the numbers of
 * the rolls, and the root of the next one is told before its player's seed.
 *
 * <p>A series is made when its root is needed. Thread-safe.
 */
public final class PlayerSeries {

  /** The number of series whose proofs can be asked for, the current one included. */
  public static final int KEPT = 16;

  private final SeriesSource source;
  private final boolean proven;
  private final Deque<RollSeries> past = new ArrayDeque<>(); // guarded by this
  private @Nullable RollSeries current; // guarded by this
  private @Nullable RollSeries next; // guarded by this
  private boolean seeded; // guarded by this

  /**
   * What a player is told of the current series.
   *
   * @param root the commitment, 64 hexadecimal digits
   * @param size the number of rolls
   * @param seed the player's seed; empty if there is none
   * @param next the root of the series after it; null if it is not made yet
   */
  public record State(String root, int size, String seed, @Nullable String next) {}

  private PlayerSeries(SeriesSource source, boolean proven) {
    this.source = source;
    this.proven = proven;
  }

  /** Makes the series of rolls whose proofs the player may ask for; none is computed yet. */
  public static PlayerSeries ofOwnRolls(SeriesSource source) {
    return new PlayerSeries(source, false);
  }

  /** Makes the series of rolls that a table keeps with their proofs; none is computed yet. */
  public static PlayerSeries ofTableRolls(SeriesSource source) {
    return new PlayerSeries(source, true);
  }

  /** Returns the current series, with the next one only if that was told before. */
  public synchronized State state() {
    return state(current(), next);
  }

  /** Returns the current series, and the root of the next one, which is made now if need be. */
  public synchronized State stateWithNext() {
    return state(current(), next());
  }

  /** Returns the roots of the current series and of the next one. */
  public synchronized List<String> roots() {
    return List.of(current().root(), next().root());
  }

  /** Returns whether the player has sent a seed. */
  public synchronized boolean isSeeded() {
    return seeded;
  }

  /**
   * Sets the player's seed of the current series, if that has no roll yet, or of the next one.
   *
   * @param root of that series
   * @param seed as {@link RollSeries#isSeed} demands
   * @return the series, with the root of its successor if it is the current one; empty if there is
   *     no series of this root that has not begun
   */
  public synchronized Optional<State> seed(String root, String seed) {
    RollSeries now = current();
    if (now.root().equals(root)) {
      if (!now.begin(seed)) {
        return Optional.empty();
      }
      seeded = true;
      return Optional.of(state(now, next()));
    }
    RollSeries later = next;
    if (later != null && later.root().equals(root)) {
      later.begin(seed);
      seeded = true;
      return Optional.of(state(later, null));
    }
    return Optional.empty();
  }

  /** Takes the number of the next roll; the first one of the next series if all are taken. */
  public synchronized RollNumber take() {
    RollSeries now = current();
    OptionalInt index = now.take();
    if (index.isPresent()) {
      return new RollNumber(now, index.getAsInt(), false);
    }
    past.addLast(now);
    if (past.size() == KEPT) {
      past.removeFirst();
    }
    RollSeries begun = next();
    current = begun;
    next = null;
    return new RollNumber(begun, begun.take().orElseThrow(), true);
  }

  /**
   * Returns the proof of a roll, with an empty expression, which the player knows.
   *
   * @param root of one of the last {@link #KEPT} series
   * @param index of a number that was {@linkplain RollNumber#release released}: the key of a roll
   *     that is being made would tell its dice while the player can still abandon it
   * @return empty if there is no such number
   */
  public synchronized Optional<RollProof> proof(String root, int index) {
    RollSeries now = current;
    if (now != null && now.root().equals(root)) {
      return proof(now, index);
    }
    for (RollSeries series : past) {
      if (series.root().equals(root)) {
        return proof(series, index);
      }
    }
    return Optional.empty();
  }

  private static Optional<RollProof> proof(RollSeries of, int index) {
    return of.isReleased(index) ? Optional.of(of.proof(index, "")) : Optional.empty();
  }

  private RollSeries current() {
    RollSeries series = current;
    if (series == null) {
      series = source.newSeries(proven);
      current = series;
    }
    return series;
  }

  private RollSeries next() {
    RollSeries series = next;
    if (series == null) {
      series = source.newSeries(proven);
      next = series;
    }
    return series;
  }

  private static State state(RollSeries of, @Nullable RollSeries after) {
    return new State(of.root(), of.size(), of.seed(), after == null ? null : after.root());
  }
}
