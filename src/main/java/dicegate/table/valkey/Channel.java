package dicegate.table.valkey;

import dicegate.table.BusListener;
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
  private boolean hears;

  /** Takes another listener, or none. */
  void listen(@Nullable BusListener newListener) {
    listener = newListener;
    hears = false;
  }

  @Nullable BusListener listener() {
    return listener;
  }

  /** Returns whom rings are for: nobody who was not told to listen yet. */
  @Nullable BusListener hearer() {
    return hears ? listener : null;
  }

  boolean isSubscribed() {
    return subscribed;
  }

  /** Tells that nothing is known of it, here or on the server. */
  boolean isIdle() {
    return listener == null && !subscribed && unconfirmed == 0;
  }

  /** Notes what the server is being told. */
  void told(boolean subscribe) {
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
    if (unconfirmed > 0 || more || !subscribed || hears) {
      return null;
    }
    hears = listener != null;
    return listener;
  }

  /**
   * Forgets a connection that was lost.
   *
   * @return whom to tell that it is deaf, if anybody
   */
  @Nullable BusListener lost() {
    BusListener deafened = hearer();
    unconfirmed = 0;
    subscribed = false;
    hears = false;
    return deafened;
  }
}
