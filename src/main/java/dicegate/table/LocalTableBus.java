package dicegate.table;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The bus of a node that is alone: in memory, and gone with it. All is done in the caller's thread,
 * but a ring may be left to a thread that rings already.
 *
 * <p>A table that nobody listens to goes after the idle time, or at once if nothing was rolled at
 * it. When there are too many, the one that was left longest ago makes room.
 */
public final class LocalTableBus implements TableBus {

  private static final Page NO_TABLE = new Page("", List.of());

  private final TableSettings settings;
  private final LongSupplier nanoClock;
  private final KeptChars keptChars = new KeptChars();
  private final Map<TableId, Shelf> shelves = new HashMap<>(); // guarded by this
  private final Map<TableId, Bell> bells = new HashMap<>(); // guarded by this

  /** Since when nobody listens; guarded by this, the longest first. */
  private final Map<TableId, Long> left = new LinkedHashMap<>();

  private boolean closed; // guarded by this

  /**
   * Makes a bus without tables.
   *
   * @param nanoClock tells the time as {@link System#nanoTime} does
   */
  public LocalTableBus(TableSettings settings, LongSupplier nanoClock) {
    this.settings = settings;
    this.nanoClock = nanoClock;
  }

  /** Does nothing: it needs no thread of its own. */
  @Override
  public void start(Executor thread) {}

  @Override
  public CompletableFuture<TableState> open(TableId table, String verifier) {
    return inOrder(
        () -> {
          Shelf shelf = shelves.get(table);
          if (shelf == null) {
            makeRoom();
            shelf = new Shelf(verifier, settings.history(), keptChars);
            shelves.put(table, shelf);
          }
          if (!bells.containsKey(table)) {
            leave(table);
          }
          return shelf.state();
        });
  }

  @Override
  public void listen(TableId table, BusListener listener) {
    Bell bell = new Bell(listener);
    synchronized (this) {
      bells.put(table, bell);
      left.remove(table);
    }
    bell.add(listener::listening);
    bell.ring();
  }

  @Override
  public synchronized void mute(TableId table) {
    Bell bell = bells.remove(table);
    if (bell == null) {
      return;
    }
    bell.mute();
    Shelf shelf = shelves.get(table);
    if (shelf == null || shelf.isEmpty()) {
      shelves.remove(table);
    } else {
      leave(table);
    }
  }

  @Override
  public CompletableFuture<Optional<Entry>> publish(TableId table, PublishKey key, TableRoll roll) {
    CompletableFuture<Optional<Entry>> published =
        inOrder(
            () -> {
              Shelf shelf = shelf(table);
              if (shelf.knows(key)) {
                return shelf.published(key);
              }
              Entry entry = shelf.append(key, roll, nanoClock.getAsLong());
              Bell bell = bells.get(table);
              if (bell != null) {
                bell.add(() -> bell.listener().rang(entry));
              }
              return Optional.of(entry);
            });
    ring(table);
    return published;
  }

  @Override
  public CompletableFuture<Page> read(TableId table, long from, int limit) {
    return inOrder(
        () -> {
          Shelf shelf = shelves.get(table);
          return shelf == null ? NO_TABLE : shelf.read(from, limit);
        });
  }

  @Override
  public CompletableFuture<Page> newest(TableId table, int count) {
    return inOrder(
        () -> {
          Shelf shelf = shelves.get(table);
          return shelf == null ? NO_TABLE : shelf.newest(count);
        });
  }

  @Override
  public CompletableFuture<List<Member>> present(TableId table, List<Member> here) {
    return CompletableFuture.completedFuture(List.copyOf(here));
  }

  @Override
  public synchronized void tick() {
    long now = nanoClock.getAsLong();
    long idleNanos = settings.idle().toNanos();
    Iterator<Map.Entry<TableId, Long>> longest = left.entrySet().iterator();
    while (longest.hasNext()) {
      Map.Entry<TableId, Long> one = longest.next();
      if (now - one.getValue() < idleNanos) {
        break;
      }
      discard(one.getKey());
      longest.remove();
    }
    shelves.values().forEach(shelf -> shelf.forgetKeys(now));
  }

  @Override
  public synchronized void close() {
    closed = true;
    bells.values().forEach(Bell::mute);
    bells.clear();
    shelves.clear();
    left.clear();
  }

  /** Returns how many tables are kept. */
  synchronized int size() {
    return shelves.size();
  }

  private <T> CompletableFuture<T> inOrder(Supplier<T> work) {
    try {
      return CompletableFuture.completedFuture(locked(work));
    } catch (BusUnavailableException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized <T> T locked(Supplier<T> work) {
    if (closed) {
      throw new BusUnavailableException("closed");
    }
    return work.get();
  }

  private void ring(TableId table) {
    Bell bell;
    synchronized (this) {
      bell = bells.get(table);
    }
    if (bell != null) {
      bell.ring();
    }
  }

  private Shelf shelf(TableId table) {
    Shelf shelf = shelves.get(table);
    if (shelf == null) {
      throw new NoSuchTableException(table);
    }
    return shelf;
  }

  private void makeRoom() {
    if (shelves.size() < settings.tables()) {
      return;
    }
    Iterator<TableId> longest = left.keySet().iterator();
    if (!longest.hasNext()) {
      throw new BusUnavailableException("as many tables as may be");
    }
    discard(longest.next());
    longest.remove();
  }

  private void leave(TableId table) {
    left.remove(table);
    left.put(table, nanoClock.getAsLong());
  }

  private void discard(TableId table) {
    Shelf shelf = shelves.remove(table);
    if (shelf != null) {
      shelf.clear();
    }
  }
}
