package dicegate.table.valkey;

import dicegate.table.log.BusListener;
import org.jspecify.annotations.Nullable;

/**
 * The state of one table's subscription: its listener here, and the requests to the server. Guarded
 * by its {@link Subscriber}.
 *
 * <p>A channel may be unsubscribed and subscribed again before the server has confirmed either
 * request. A confirmation concerns the present listener only if no other is outstanding: an earlier
 * one would promise notifications that the pending request to unsubscribe still ends.
 */
final class Channel {

  private @Nullable BusListener listener;
  private int unconfirmed;
  private boolean subscribed;
  private boolean active;

  /** Replaces the listener; null removes it. */
  void setListener(@Nullable BusListener newListener) {
    listener = newListener;
    active = false;
  }

  @Nullable BusListener listener() {
    return listener;
  }

  /** Returns the listener if it has been called with {@code onSubscribed}; else null. */
  @Nullable BusListener activeListener() {
    return active ? listener : null;
  }

  boolean isSubscribed() {
    return subscribed;
  }

  /** Returns whether neither a listener nor the server uses the channel. */
  boolean isIdle() {
    return listener == null && !subscribed && unconfirmed == 0;
  }

  /** Records a request to the server. */
  void onRequested(boolean subscribe) {
    subscribed = subscribe;
    unconfirmed++;
  }

  /**
   * Records a confirmation by the server.
   *
   * @param more whether another request is due
   * @return the listener that is subscribed from now on; null if there is no listener
   */
  @Nullable BusListener confirmed(boolean more) {
    unconfirmed--;
    if (unconfirmed > 0 || more || !subscribed || active) {
      return null;
    }
    active = listener != null;
    return listener;
  }

  /**
   * Records the loss of the connection.
   *
   * @return the listener that is no longer subscribed; null if there is no such listener
   */
  @Nullable BusListener lost() {
    BusListener lost = activeListener();
    unconfirmed = 0;
    subscribed = false;
    active = false;
    return lost;
  }
}
