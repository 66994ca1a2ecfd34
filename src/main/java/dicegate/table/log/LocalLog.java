package dicegate.table.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The log of one table in memory. Guarded by its {@link LocalTableBus}. */
final class LocalLog {

  private static final long KEY_NANOS = TimeUnit.SECONDS.toNanos(150);

  /** The most keys remembered: two and a half minutes at 27 rolls a second. */
  private static final int MAX_KEYS = 4_096;

  private final String epoch = RandomText.ofBytes(TableState.EPOCH_BYTES);
  private final String verifier;
  private final int history;
  private final HistoryBudget budget;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Map<IdempotencyKey, Remembered> keys = new LinkedHashMap<>();
  private long head;
  private String headTag = "";
  private long chars;

  private record Remembered(long offset, long atNanos) {}

  LocalLog(String verifier, int history, HistoryBudget budget) {
    this.verifier = verifier;
    this.history = history;
    this.budget = budget;
  }

  TableState state() {
    return new TableState(epoch, verifier, head, headTag);
  }

  /** Returns whether nothing was ever published. */
  boolean isEmpty() {
    return head == 0;
  }

  /** Returns whether a key was used. */
  boolean contains(IdempotencyKey key) {
    return keys.containsKey(key);
  }

  /** Returns the entry of a key; empty if the key is unknown or its entry is no longer kept. */
  Optional<Entry> published(IdempotencyKey key) {
    Remembered remembered = keys.get(key);
    return remembered == null
        ? Optional.empty()
        : entries.stream().filter(entry -> entry.offset() == remembered.offset()).findFirst();
  }

  Entry append(IdempotencyKey key, TableRoll roll, long nowNanos) {
    head++;
    headTag = RandomText.ofBytes(Entry.TAG_BYTES);
    Entry entry = new Entry(head, headTag, roll);
    entries.add(entry);
    charge(roll.chars());
    while (entries.size() > history || (chars > budget.allowance() && entries.size() > 1)) {
      charge(-entries.remove().roll().chars());
    }
    keys.put(key, new Remembered(head, nowNanos));
    if (keys.size() > MAX_KEYS) {
      removeOldestKey();
    }
    return entry;
  }

  EntryPage read(long from, int limit) {
    return new EntryPage(
        epoch, entries.stream().filter(entry -> entry.offset() >= from).limit(limit).toList());
  }

  EntryPage newest(int count) {
    List<Entry> kept = new ArrayList<>(entries);
    return new EntryPage(epoch, kept.subList(Math.max(0, kept.size() - count), kept.size()));
  }

  void removeExpiredKeys(long nowNanos) {
    Iterator<Remembered> oldest = keys.values().iterator();
    while (oldest.hasNext() && nowNanos - oldest.next().atNanos() >= KEY_NANOS) {
      oldest.remove();
    }
  }

  /** Discards all entries and keys. */
  void clear() {
    charge(-chars);
    entries.clear();
    keys.clear();
  }

  private void removeOldestKey() {
    Iterator<IdempotencyKey> oldest = keys.keySet().iterator();
    oldest.next();
    oldest.remove();
  }

  private void charge(long more) {
    chars += more;
    budget.add(more);
  }
}
