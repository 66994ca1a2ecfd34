package dicegate.table.log;

/**
 * Receives the notifications of one table. Called on any thread of the bus, one call at a time
 * except {@link #onServerChanged()}; must not block.
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

  /**
   * Calls are answered over a new connection, perhaps by another server with an older state: what
   * was read before has to be compared with it. May run at the same time as the other methods.
   */
  void onServerChanged();
}
