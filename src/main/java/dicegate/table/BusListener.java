package dicegate.table;

/**
 * What a bus tells of one table. Called on any thread of the bus, one call after the other; must
 * not block.
 */
public interface BusListener {

  /** From now on rings come; what was published before may have been missed and is to be read. */
  void onSubscribed();

  /** Rings do not come any more; {@link #onSubscribed()} follows when they do again. */
  void onUnsubscribed();

  /** An entry was published; it may come twice, late, or with others missing before it. */
  void onEntry(Entry entry);

  /** Who is there has changed. */
  void onPresenceChanged();
}
