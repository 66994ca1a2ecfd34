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
import java.util.function.Predicate;

/** The log of one table in memory. Guarded by its {@link LocalTableBus}. */
final class LocalLog {

  private static final long KEY_NANOS = TimeUnit.SECONDS.toNanos(150);

  /** The most keys remembered: two and a half minutes at 27 rolls a second. */
  private static final int MAX_KEYS = 4_096;

  private final String epoch = RandomText.ofBytes(TableState.EPOCH_BYTES);
  private final String owner;
  private final int history;
  private final KeptSeats keptSeats;
  private final HistoryBudget budget;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Map<IdempotencyKey, Remembered> keys = new LinkedHashMap<>();

  /** By the id of each webhook, how far it is delivered. */
  private final Map<String, StreamPosition> cursors = new LinkedHashMap<>();

  private long head;
  private String headTag = "";
  private PolicyState rules;
  private long chars;

  private record Remembered(long offset, long atNanos) {}

  LocalLog(TablePolicy policy, String owner, TableSettings settings, HistoryBudget budget) {
    this.rules = new PolicyState(policy, 0);
    this.owner = owner;
    this.history = settings.history();
    this.keptSeats = new KeptSeats(settings.keptSeats());
    this.budget = budget;
    placeCursors(new StreamPosition(epoch, 0, ""));
  }

  TableState state() {
    return new TableState(epoch, head, headTag, rules);
  }

  boolean hasWebhooks() {
    return !cursors.isEmpty();
  }

  /** Returns the lease of the only node. */
  Optional<WebhookLease> lease() {
    return hasWebhooks()
        ? Optional.of(new WebhookLease(epoch, head, rules.at(), cursors))
        : Optional.empty();
  }

  /** Records how far a webhook is delivered. */
  void pass(String webhook, StreamPosition position) {
    if (position.epoch().equals(epoch)) {
      cursors.replace(webhook, position);
    }
  }

  /** Gives each new webhook of the policy a cursor, and removes those of removed ones. */
  private void placeCursors(StreamPosition position) {
    List<String> ids = rules.policy().webhooks().stream().map(TableWebhook::id).toList();
    cursors.keySet().retainAll(ids);
    ids.forEach(id -> cursors.putIfAbsent(id, position));
  }

  /** Returns who made the table. */
  String owner() {
    return owner;
  }

  KeptSeats keptSeats() {
    return keptSeats;
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

  /**
   * Appends an entry.
   *
   * @throws StalePolicyException if it is an act that is based on another policy
   */
  Entry append(IdempotencyKey key, EntryContent content, long nowNanos) {
    if (content instanceof TableAct act && act.basedOn() != rules.at()) {
      throw new StalePolicyException(rules);
    }
    head++;
    headTag = RandomText.ofBytes(Entry.TAG_BYTES);
    if (content instanceof TableAct act) {
      rules = new PolicyState(act.policy(), head);
      placeCursors(new StreamPosition(epoch, head, headTag));
      if (act.kind() == ActKind.CLEAR) {
        charge(-chars);
        entries.clear();
      }
    }
    Entry entry = new Entry(head, headTag, content);
    entries.add(entry);
    charge(content.chars());
    while (entries.size() > history || (chars > budget.allowance() && entries.size() > 1)) {
      charge(-entries.remove().content().chars());
    }
    keys.put(key, new Remembered(head, nowNanos));
    if (keys.size() > MAX_KEYS) {
      removeOldestKey();
    }
    return entry;
  }

  EntryPage read(long from, int limit) {
    Iterator<Entry> inOrder = entries.iterator();
    return page(inOrder, entry -> entry.offset() >= from, limit);
  }

  EntryPage newest(long before, int count) {
    EntryPage newestFirst =
        page(entries.descendingIterator(), entry -> entry.offset() < before, count);
    return newestFirst.reversed();
  }

  private EntryPage page(Iterator<Entry> ordered, Predicate<Entry> wanted, int limit) {
    List<Entry> page = new ArrayList<>();
    int size = 0;
    while (ordered.hasNext()) {
      Entry entry = ordered.next();
      if (wanted.test(entry)) {
        if (page.size() == limit || size >= TableBus.MAX_PAGE_CHARS) {
          return new EntryPage(epoch, page, true);
        }
        page.add(entry);
        size += entry.content().chars();
      }
    }
    return new EntryPage(epoch, page, false);
  }

  void removeExpired(long nowNanos) {
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
