package dicegate.gateway;

import dicegate.wire.frames.Verb;
import java.util.Arrays;

/**
 * The answered requests of one session, oldest first, found by id; each with its answer, until the
 * answer is dropped.
 *
 * <p>A busy session answers hundreds of requests in the time that it keeps one, so these are most
 * of the objects that would survive a garbage collection, and those that are read again when they
 * have left the processor's caches. So there are no objects: all is in a few arrays, in order.
 *
 * <p>The index is a table of hash chains, newest first. A chain ends at the first request that has
 * been removed, since the oldest are removed first; so a removal leaves the index alone.
 *
 * <p>Not thread-safe.
 */
final class AnsweredRequests {

  /** Returned if there is no such request. */
  static final int NONE = -1;

  private static final int MIN_CAPACITY = 8;
  private static final Verb[] VERBS = Verb.values();

  /* The places of a request's fields in its part of the entries; one part is half a cache line. */
  private static final int FIELDS = 8;
  private static final int ANSWERED_AT = 0; // two: nanoseconds, the higher half first
  private static final int HASH = 2;
  private static final int OLDER = 3; // the number of the next request in the chain
  private static final int ID_AT = 4;
  private static final int TEXT_AT = 5;
  private static final int KEPT_CHARS = 6; // of fingerprint and answer; NONE if they are dropped
  private static final int VERB = 7;

  private final TextQueue ids = new TextQueue();

  /** The fingerprint and then the answer of each request whose answer is kept. */
  private final TextQueue texts = new TextQueue();

  /* Requests have numbers in the order of their answers, modulo 2^32. The capacity is a power of two, so that the
  lowest bits of a number tell where the request is in the arrays. */
  private int first;
  private int firstKept;
  private int end;
  private int capacity;
  private int[] entries = {};

  /** By the lowest bits of the hash, the number of the first request in the chain. */
  private int[] newest = {};

  private int keptChars;

  /** Adds a request whose id is not there, with its answer, which is a frame to be sent. */
  void add(String id, Verb verb, String fingerprint, String answer, long nowNanos) {
    int entry = addEntry(id, verb, nowNanos);
    int chars = fingerprint.length() + answer.length();
    entries[entry + TEXT_AT] = texts.add(fingerprint);
    texts.addFrame(answer);
    entries[entry + KEPT_CHARS] = chars;
    keptChars += chars;
  }

  /** Adds a request whose id is not there, and whose answer is not kept. */
  void addWithoutAnswer(String id, Verb verb, long nowNanos) {
    addEntry(id, verb, nowNanos);
  }

  /**
   * Returns the entry of a request, valid until the next change; {@link #NONE} if there is none.
   */
  int find(String id) {
    if (size() == 0) {
      return NONE;
    }
    int hash = hash(id);
    int number = newest[hash & (capacity - 1)];
    while (isPresent(number)) {
      int entry = entry(number);
      if (entries[entry + HASH] == hash && ids.get(entries[entry + ID_AT]).equals(id)) {
        return entry;
      }
      number = entries[entry + OLDER];
    }
    return NONE;
  }

  /** Tells whether the answer of an entry is kept. */
  boolean isKept(int entry) {
    return entries[entry + KEPT_CHARS] != NONE;
  }

  /** Tells whether an entry, whose answer is kept, is of this request. */
  boolean matches(int entry, Verb verb, String fingerprint) {
    return VERBS[entries[entry + VERB]] == verb
        && texts.get(entries[entry + TEXT_AT]).equals(fingerprint);
  }

  /** Returns the answer of an entry, which is kept. */
  String answer(int entry) {
    return texts.get(texts.next(entries[entry + TEXT_AT]));
  }

  /** Returns the time of the oldest answer; there is one. */
  long oldestNanos() {
    int at = entry(first) + ANSWERED_AT;
    return ((long) entries[at] << Integer.SIZE) | (entries[at + 1] & 0xFFFF_FFFFL);
  }

  /** Removes the oldest request, with its answer; there is one. */
  void removeOldest() {
    if (isKept(entry(first))) {
      dropOldestAnswer();
    }
    ids.removeFirst();
    first++;
    if (firstKept - first < 0) {
      firstKept = first;
    }
    if (capacity > MIN_CAPACITY && size() <= capacity / 4) {
      resize(capacity / 2);
    }
  }

  /** Drops the oldest answer that is kept; there is one. */
  void dropOldestAnswer() {
    while (!isKept(entry(firstKept))) {
      firstKept++;
    }
    int kept = entry(firstKept) + KEPT_CHARS;
    firstKept++;
    keptChars -= entries[kept];
    entries[kept] = NONE;
    texts.removeFirst();
    texts.removeFirst();
  }

  int size() {
    return end - first;
  }

  /** Returns the length of all fingerprints and answers that are kept, in UTF-16 units. */
  int keptChars() {
    return keptChars;
  }

  /** Returns the memory that all of this takes, in bytes. */
  int bytes() {
    return Integer.BYTES * (entries.length + newest.length) + ids.capacity() + texts.capacity();
  }

  @SuppressWarnings("EnumOrdinal") // ordinals do not leave this object
  private int addEntry(String id, Verb verb, long nowNanos) {
    if (size() == capacity) {
      resize(Math.max(MIN_CAPACITY, 2 * capacity));
    }
    int number = end;
    end++;
    int entry = entry(number);
    entries[entry + ANSWERED_AT] = (int) (nowNanos >> Integer.SIZE);
    entries[entry + ANSWERED_AT + 1] = (int) nowNanos;
    entries[entry + HASH] = hash(id);
    entries[entry + ID_AT] = ids.add(id);
    entries[entry + KEPT_CHARS] = NONE;
    entries[entry + VERB] = verb.ordinal();
    link(number);
    return entry;
  }

  private void link(int number) {
    int entry = entry(number);
    int bucket = entries[entry + HASH] & (capacity - 1);
    entries[entry + OLDER] = newest[bucket];
    newest[bucket] = number;
  }

  private boolean isPresent(int number) {
    return number - first >= 0 && number - end < 0;
  }

  private int entry(int number) {
    return (number & (capacity - 1)) * FIELDS;
  }

  private void resize(int newCapacity) {
    int[] former = entries;
    int formerCapacity = capacity;
    entries = new int[newCapacity * FIELDS];
    newest = new int[newCapacity];
    capacity = newCapacity;
    Arrays.fill(newest, first - 1);
    for (int number = first; number != end; number++) {
      int from = (number & (formerCapacity - 1)) * FIELDS;
      System.arraycopy(former, from, entries, entry(number), FIELDS);
      link(number);
    }
  }

  private static int hash(String id) {
    int hash = id.hashCode();
    return hash ^ (hash >>> Short.SIZE);
  }
}
