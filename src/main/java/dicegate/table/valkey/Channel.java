package dicegate.table.valkey;

import dicegate.table.log.BusListener;
import org.jspecify.annotations.Nullable;

/**
 * One table's channel, as it stands between a listener and the server. Guarded by its {@link
 * Subscriber}.
 *
 * <p>A channel may be left and taken again before the server has confirmed either; what it confirms
 * says something about the listener of now only when no other confirmation is to come.
 */
final class Channel {

  private @Nullable BusListener listener;
  private int unconfirmed;
  private boolean subscribed;
  private boolean active;

  /** Takes another listener, or none. */
  void setListener(@Nullable BusListener newListener) {
    listener = newListener;
    active = false;
  }

  @Nullable BusListener listener() {
    return listener;
  }

  /** Returns whom rings are for: nobody who was not told to listen yet. */
  @Nullable BusListener activeListener() {
    return active ? listener : null;
  }

  boolean isSubscribed() {
    return subscribed;
  }

  /** Tells that nothing is known of it, here or on the server. */
  boolean isIdle() {
    return listener == null && !subscribed && unconfirmed == 0;
  }

  /** Notes what the server is being told. */
  void onRequested(boolean subscribe) {
    subscribed = subscribe;
    unconfirmed++;
  }

  /**
   * Notes that the server confirmed.
   *
   * @param more whether it is to be told something else
   * @return whom to tell that it listens from now on, if anybody
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
   * Forgets a connection that was lost.
   *
   * @return whom to tell that it is deaf, if anybody
   */
  @Nullable BusListener lost() {
    BusListener deafened = activeListener();
    unconfirmed = 0;
    subscribed = false;
    active = false;
    return deafened;
  }
}
