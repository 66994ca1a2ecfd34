package dicegate.gateway;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Sends answers in the order of their requests, as the bare dialect promises its clients, which
 * have no ids. Answers that wait for one before them count as unread.
 *
 * <p>Thread-safe.
 */
final class ResponseSequencer {

  /**
   * The maximum number of outstanding answers: those of the requests in flight, and as many
   * refusals of requests over the limit.
   */
  static final int MAX_PLACES = 2 * ClientLimits.MAX_IN_FLIGHT;

  private final Outbox outbox;
  private final UnreadText unread;
  private final Queue<Place> places = new ArrayDeque<>(); // guarded by this

  /** The place of one answer in the sequence. */
  static final class Place {
    private @Nullable String answer; // guarded by the ResponseSequencer

    private Place() {}
  }

  ResponseSequencer(Outbox outbox, UnreadText unread) {
    this.outbox = outbox;
    this.unread = unread;
  }

  /**
   * Reserves the next place.
   *
   * @return null if {@link #MAX_PLACES} are reserved
   */
  synchronized @Nullable Place take() {
    if (places.size() >= MAX_PLACES) {
      return null;
    }
    Place place = new Place();
    places.add(place);
    return place;
  }

  /**
   * Fills a place, once, and sends all answers that are next in the sequence. Closes the connection
   * if too much text is unread.
   */
  void answer(Place place, String text) {
    if (!hold(place, text)) {
      outbox.overLimit();
      return;
    }
    // One by one: enqueued together, the answers behind a slow one could overflow the outbox.
    while (enqueueNext()) {
      outbox.drain();
    }
  }

  private synchronized boolean hold(Place place, String text) {
    if (outbox.isClosed()) {
      // Nothing will be sent, so nothing is kept.
      places.clear();
      return true;
    }
    if (!unread.tryAdd(text.length())) {
      return false;
    }
    place.answer = text;
    return true;
  }

  private synchronized boolean enqueueNext() {
    Place head = places.peek();
    if (head == null || head.answer == null) {
      return false;
    }
    places.remove();
    unread.remove(head.answer.length());
    outbox.enqueue(head.answer);
    return true;
  }
}
