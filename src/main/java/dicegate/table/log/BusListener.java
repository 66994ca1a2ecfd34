package dicegate.table.log;

/**
 * Receives the notifications of one table. Called on any thread of the bus, one call at a time;
 * must not block.
 */
public interface BusListener {

  /**
   * Notifications arrive from now on. Entries published before may have been missed: they have to
   * be read.
   */
  void onSubscribed();

  /** Notifications no longer arrive, until the next {@link #onSubscribed()}. */
  void onUnsubscribed();

  /** An entry was published; the call may be repeated, late, or ahead of missing entries. */
  void onEntry(Entry entry);

  /** The members present at the table have changed. */
  void onPresenceChanged();
}
