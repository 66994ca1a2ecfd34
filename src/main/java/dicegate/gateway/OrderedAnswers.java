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
final class OrderedAnswers {

  private final Outbox outbox;
  private final Queue<Place> places = new ArrayDeque<>(); // guarded by this

  /** The place of one answer in the order. */
  static final class Place {
    private @Nullable String answer; // guarded by the OrderedAnswers

    private Place() {}
  }

  OrderedAnswers(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Takes the next place in the order.
   *
   * @return null if as many are taken as the outbox could ever hold answers
   */
  synchronized @Nullable Place take() {
    if (places.size() >= Outbox.MAX_MESSAGES) {
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
      Place head;
      while ((head = places.peek()) != null && head.answer != null) {
        places.remove();
        outbox.enqueue(head.answer);
      }
    }
    outbox.drain();
  }
}
