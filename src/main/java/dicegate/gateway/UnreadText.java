package dicegate.gateway;

import dicegate.http.ByteBudget;

/**
 * The answers of one connection that its client has not read, counted against a budget of all
 * connections and of those of its address.
 *
 * <p>Short answers are not counted, and others in large steps, so that the budget's lock is not
 * taken for each answer to a client that reads.
 *
 * <p>Thread-safe. Its lock and that of the budget are taken after those of an {@link Outbox} and a
 * {@link ResponseSequencer}.
 */
final class UnreadText {

  /** The unread text of all connections, in UTF-16 units. */
  static final int MAX_CHARS = 32 * 1024 * 1024;

  /** The unread text of one address, in UTF-16 units: eight of the largest answers. */
  static final int MAX_CHARS_PER_ADDRESS = 4 * 1024 * 1024;

  /** The text of a connection that is not counted, in UTF-16 units: some twenty usual answers. */
  static final int FREE_CHARS = 4 * 1024;

  /** The step in which the rest is counted, in UTF-16 units. */
  private static final int STEP_CHARS = 16 * 1024;

  private final String address;
  private final ByteBudget budget;
  private int chars; // guarded by this
  private int counted; // guarded by this
  private boolean ended; // guarded by this

  /**
   * Starts without text.
   *
   * @param address the client's address, for the budget
   */
  UnreadText(String address, ByteBudget budget) {
    this.address = address;
    this.budget = budget;
  }

  /**
   * Returns the budget of all connections.
   *
   * @param distinguishesAddresses whether each address has a limit of its own
   */
  static ByteBudget budget(boolean distinguishesAddresses) {
    return new ByteBudget(MAX_CHARS, distinguishesAddresses ? MAX_CHARS_PER_ADDRESS : 0);
  }

  /** Adds text, unless a limit would be exceeded; returns whether it was added. */
  synchronized boolean tryAdd(int length) {
    int needed = chars + length - FREE_CHARS;
    if (needed > counted && !ended) {
      int more = Math.ceilDiv(needed - counted, STEP_CHARS) * STEP_CHARS;
      if (!budget.tryAcquire(address, more)) {
        return false;
      }
      counted += more;
    }
    chars += length;
    return true;
  }

  /** Removes text that was added, since it is read or dropped. */
  synchronized void remove(int length) {
    chars -= length;
    if (counted > 0 && chars <= FREE_CHARS) {
      release();
    }
  }

  /** Releases all text, since the client is gone; later text is not counted. */
  synchronized void end() {
    ended = true;
    release();
  }

  private void release() {
    budget.release(address, counted);
    counted = 0;
  }
}
