package dicegate.fleet;

import dicegate.wire.frames.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Round robin among the engines that have room.
 *
 * <p>An engine has room if its window is not full and its expected latency is close to the lowest.
 * So a slow engine, or a dead one not yet detected, gets few requests, and players do not wait for
 * it. Confined to the fleet's thread.
 */
final class LoadBalancer {

  /** Multiple of the lowest expected latency up to which engines take turns. */
  private static final double TOLERANCE_FACTOR = 1.5;

  /** Excess latency that is always tolerated: below notice, and below the estimates' accuracy. */
  private static final double TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final List<EngineLink> links = new ArrayList<>();
  private int next;

  /** Returns all engines; callers change the list by {@link #add} and {@link #remove} alone. */
  List<EngineLink> links() {
    return links;
  }

  void add(EngineLink link) {
    links.add(link);
  }

  void remove(EngineLink link) {
    links.remove(link);
  }

  /** Returns the number of engines that take requests. */
  int readyCount() {
    int ready = 0;
    for (EngineLink link : links) {
      ready += link.state() == EngineLink.State.READY ? 1 : 0;
    }
    return ready;
  }

  /** Returns the number of engines that have replied to requests. */
  int provenCount() {
    int proven = 0;
    for (EngineLink link : links) {
      proven += link.isProven() ? 1 : 0;
    }
    return proven;
  }

  /** Returns whether any engine takes requests with this verb, whether or not it has room. */
  boolean serves(Verb verb) {
    for (EngineLink link : links) {
      if (link.serves(verb)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the engine for the request; null if no engine has room. */
  @Nullable EngineLink choose(PendingRequest request, long nowNanos) {
    if (links.size() == 1) {
      return canTake(links.get(0), request, null, nowNanos) ? links.get(0) : null;
    }
    EngineLink avoided = avoided(request);
    double soonest = Double.POSITIVE_INFINITY;
    for (EngineLink link : links) {
      if (canTake(link, request, avoided, nowNanos)) {
        soonest = Math.min(soonest, link.expectedNanos(nowNanos));
      }
    }
    double tolerated = Math.max(soonest * TOLERANCE_FACTOR, soonest + TOLERANCE_NANOS);
    for (int i = 0; i < links.size(); i++) {
      int at = (next + i) % links.size();
      EngineLink link = links.get(at);
      if (canTake(link, request, avoided, nowNanos) && link.expectedNanos(nowNanos) <= tolerated) {
        next = at + 1;
        return link;
      }
    }
    return null;
  }

  /** Returns the engine that lost the request if another one serves it; else null. */
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
      EngineLink link, PendingRequest request, @Nullable EngineLink avoided, long nowNanos) {
    return link != avoided && link.hasRoom(request, nowNanos) && link.serves(request.verb());
  }
}
