package dicegate.fleet;

import dicegate.wire.frames.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All engines, and whose turn it is: round robin among those that have room.
 *
 * <p>An engine has room if its window has, and if it would answer about as soon as the soonest
 * would: so a slow engine, and one that has stopped and is not known for dead yet, gets as much as
 * it can bear, and the players do not wait for it. Confined to the fleet's thread.
 */
final class LoadBalancer {

  /** Engines are as good as the soonest up to so many times its time. */
  private static final double TOLERANCE_FACTOR = 1.5;

  /** What players never notice, nor estimates tell. */
  private static final double TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final List<EngineLink> links = new ArrayList<>();
  private int next;

  /** Returns all engines; not to be changed but by {@link #add} and {@link #remove}. */
  List<EngineLink> links() {
    return links;
  }

  void add(EngineLink link) {
    links.add(link);
  }

  void remove(EngineLink link) {
    links.remove(link);
  }

  /** Returns how many engines take requests. */
  int readyCount() {
    int ready = 0;
    for (EngineLink link : links) {
      ready += link.state() == EngineLink.State.READY ? 1 : 0;
    }
    return ready;
  }

  /** Tells whether an engine takes requests with this verb, be there room or not. */
  boolean serves(Verb verb) {
    for (EngineLink link : links) {
      if (link.serves(verb)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the engine for the request; null if none has room. */
  @Nullable EngineLink choose(PendingRequest request, long nowNanos) {
    EngineLink avoided = avoided(request);
    double soonest = Double.POSITIVE_INFINITY;
    for (EngineLink link : links) {
      if (canTake(link, request, avoided)) {
        soonest = Math.min(soonest, link.expectedNanos(nowNanos));
      }
    }
    double tolerated = Math.max(soonest * TOLERANCE_FACTOR, soonest + TOLERANCE_NANOS);
    for (int i = 0; i < links.size(); i++) {
      int at = (next + i) % links.size();
      EngineLink link = links.get(at);
      if (canTake(link, request, avoided) && link.expectedNanos(nowNanos) <= tolerated) {
        next = at + 1;
        return link;
      }
    }
    return null;
  }

  /** Returns the engine that lost the request, if another could answer it. */
  private @Nullable EngineLink avoided(PendingRequest request) {
    EngineLink lostBy = request.lostBy();
    if (lostBy != null) {
      for (EngineLink link : links) {
        if (link != lostBy && link.serves(request.verb())) {
          return lostBy;
        }
      }
    }
    return null;
  }

  private static boolean canTake(
      EngineLink link, PendingRequest request, @Nullable EngineLink avoided) {
    return link != avoided && link.hasRoom() && link.serves(request.verb());
  }
}
