package dicegate.gateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A hashed timing wheel: items that are due at some second, so that only due items are visited.
 *
 * <p>Adding, moving and removing an item take constant time, and a tick takes time proportional to
 * the items that are due. An item is in the wheel once at most, at the earliest of the times that
 * were set for it, until it is taken. Times are rounded up to whole seconds, and cut to {@link
 * #MAX_SECONDS}: an item may be taken earlier than it is due then, and is set again by its owner.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/41457.37504">Varghese and Lauck, Hashed and hierarchical
 *     timing wheels</a>
 */
final class TimingWheel<T> {

  /** The longest delay. */
  static final int MAX_SECONDS = 31;

  private static final int SLOTS = MAX_SECONDS + 1;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoClock;
  private final long startNanos;

  /** By second, modulo the number of slots. Guarded by this. */
  private final List<Set<Entry<T>>> slots = new ArrayList<>(SLOTS);

  private long takenSecond; // guarded by this

  /** The place of one item in one wheel. */
  static final class Entry<T> {
    private final T item;
    private long second; // guarded by the wheel, as are the others
    private boolean set;
    private boolean removed;

    Entry(T item) {
      this.item = item;
    }
  }

  TimingWheel(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new HashSet<>());
    }
  }

  /** Sets the time of an item; does nothing if an earlier time is set, or the item is removed. */
  synchronized void set(Entry<T> entry, long delayNanos) {
    long dueNanos = nanoClock.getAsLong() - startNanos + Math.max(0, delayNanos);
    long second =
        Math.clamp(Math.ceilDiv(dueNanos, SECOND), takenSecond + 1, takenSecond + MAX_SECONDS);
    if (entry.removed || (entry.set && entry.second <= second)) {
      return;
    }
    unset(entry);
    entry.second = second;
    entry.set = slot(second).add(entry);
  }

  /** Removes an item for ever; it cannot be set again. */
  synchronized void remove(Entry<T> entry) {
    unset(entry);
    entry.removed = true;
  }

  /** Takes all items that are due out of the wheel. */
  synchronized List<T> takeDue() {
    long now = Math.floorDiv(nanoClock.getAsLong() - startNanos, SECOND);
    List<T> due = new ArrayList<>();
    // After a pause longer than the wheel, every slot is due, and each is visited once.
    for (long second = Math.max(takenSecond + 1, now - MAX_SECONDS); second <= now; second++) {
      Set<Entry<T>> slot = slot(second);
      for (Entry<T> entry : slot) {
        entry.set = false;
        due.add(entry.item);
      }
      slot.clear();
    }
    takenSecond = Math.max(takenSecond, now);
    return due;
  }

  private void unset(Entry<T> entry) {
    if (entry.set) {
      slot(entry.second).remove(entry);
      entry.set = false;
    }
  }

  private Set<Entry<T>> slot(long second) {
    return slots.get((int) (second % SLOTS));
  }
}
