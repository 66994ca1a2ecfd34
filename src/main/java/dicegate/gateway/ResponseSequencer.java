package dicegate.gateway;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Puts answers into the order in which their questions came, and so into the outbox: what the bare
 * dialect promises a client that has no ids.
 *
 * <p>Thread-safe.
 */
final class ResponseSequencer {

  /**
   * The most answers that may be outstanding: those of the requests in flight, and as many refusals
   * of what is over.
   */
  static final int MAX_PLACES = 2 * ClientLimits.MAX_IN_FLIGHT;

  private final Outbox outbox;
  private final Queue<Place> places = new ArrayDeque<>(); // guarded by this

  /** The place of one answer in the order. */
  static final class Place {
    private @Nullable String answer; // guarded by the OrderedAnswers

    private Place() {}
  }

  ResponseSequencer(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Takes the next place in the order.
   *
   * @return null if {@link #MAX_PLACES} are taken
   */
  synchronized @Nullable Place take() {
    if (places.size() >= MAX_PLACES) {
      return null;
    }
    Place place = new Place();
    places.add(place);
    return place;
  }

  /** Answers a place, once, and sends every answer whose turn has come. */
  void answer(Place place, String text) {
    synchronized (this) {
      place.answer = text;
    }
    // One by one: all at once, many that waited for a slow one would fill a reader's outbox.
    while (enqueueNext()) {
      outbox.drain();
    }
  }

  private synchronized boolean enqueueNext() {
    Place head = places.peek();
    if (head == null || head.answer == null) {
      return false;
    }
    places.remove();
    outbox.enqueue(head.answer);
    return true;
  }
}
