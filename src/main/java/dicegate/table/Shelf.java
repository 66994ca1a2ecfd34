package dicegate.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the local bus keeps of one table. Guarded by the bus. */
final class Shelf {

  private static final long KEY_NANOS = TimeUnit.SECONDS.toNanos(150);

  /** How many keys are remembered at most: two minutes and a half at 27 rolls a second. */
  private static final int MAX_KEYS = 4_096;

  private final String epoch = RandomText.ofBytes(TableState.EPOCH_BYTES);
  private final String verifier;
  private final int history;
  private final KeptChars inAll;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Map<PublishKey, Remembered> keys = new LinkedHashMap<>();
  private long head;
  private String headTag = "";
  private long chars;

  private record Remembered(long offset, long atNanos) {}

  Shelf(String verifier, int history, KeptChars inAll) {
    this.verifier = verifier;
    this.history = history;
    this.inAll = inAll;
  }

  TableState state() {
    return new TableState(epoch, verifier, head, headTag);
  }

  /** Tells whether nothing was ever rolled. */
  boolean isEmpty() {
    return head == 0;
  }

  /** Tells whether something was published by a key. */
  boolean knows(PublishKey key) {
    return keys.containsKey(key);
  }

  /** Returns what was published by a key; empty if it is not kept any more, or nothing was. */
  Optional<Entry> published(PublishKey key) {
    Remembered remembered = keys.get(key);
    return remembered == null
        ? Optional.empty()
        : entries.stream().filter(entry -> entry.offset() == remembered.offset()).findFirst();
  }

  Entry append(PublishKey key, TableRoll roll, long nowNanos) {
    head++;
    headTag = RandomText.ofBytes(Entry.TAG_BYTES);
    Entry entry = new Entry(head, headTag, roll);
    entries.add(entry);
    charge(roll.chars());
    while (entries.size() > history || (chars > inAll.allowance() && entries.size() > 1)) {
      charge(-entries.remove().roll().chars());
    }
    keys.put(key, new Remembered(head, nowNanos));
    if (keys.size() > MAX_KEYS) {
      forgetOldestKey();
    }
    return entry;
  }

  Page read(long from, int limit) {
    return new Page(
        epoch, entries.stream().filter(entry -> entry.offset() >= from).limit(limit).toList());
  }

  Page newest(int count) {
    List<Entry> kept = new ArrayList<>(entries);
    return new Page(epoch, kept.subList(Math.max(0, kept.size() - count), kept.size()));
  }

  void forgetKeys(long nowNanos) {
    Iterator<Remembered> oldest = keys.values().iterator();
    while (oldest.hasNext() && nowNanos - oldest.next().atNanos() >= KEY_NANOS) {
      oldest.remove();
    }
  }

  /** Lets go of all. */
  void clear() {
    charge(-chars);
    entries.clear();
    keys.clear();
  }

  private void forgetOldestKey() {
    Iterator<PublishKey> oldest = keys.keySet().iterator();
    oldest.next();
    oldest.remove();
  }

  private void charge(long more) {
    chars += more;
    inAll.add(more);
  }
}
