package dicegate.fleet;

import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.RequestId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The batch that is being collected for one engine, and the requests of the batches in flight.
 *
 * <p>A batch has what waits at the moment and never waits for more. Confined to the fleet's thread.
 */
final class RequestBatches {

  private final List<PendingRequest> requests = new ArrayList<>();
  private final List<byte[]> frames = new ArrayList<>();
  private final Map<RequestId, Sent> inFlight = new LinkedHashMap<>();
  private boolean asBatch;

  /** A batch in flight. */
  private record Sent(List<PendingRequest> requests, long atNanos) {}

  boolean isEmpty() {
    return requests.isEmpty();
  }

  /** Returns whether the batch has as many requests as one message may have. */
  boolean isFull() {
    return requests.size() >= EngineFrames.MAX_BATCH;
  }

  /** Adds a request with its frame to the batch, which is not full. */
  void add(PendingRequest request, byte[] frame) {
    requests.add(request);
    frames.add(frame);
  }

  /**
   * Has what is collected sent as a batch even if it is one request, so that the engine may leave
   * it out.
   */
  void sendAsBatch() {
    asBatch = true;
  }

  /** Returns the requests collected. */
  List<PendingRequest> requests() {
    return List.copyOf(requests);
  }

  /** Returns the frame that carries the requests collected: a batch if there are several. */
  byte[] frame(RequestId batchId, long ttlMillis) {
    return frames.size() == 1 && !asBatch
        ? frames.get(0)
        : EngineFrames.batch(batchId, ttlMillis, List.copyOf(frames));
  }

  /** Records that the frame was sent, and starts to collect the next batch. */
  void onSent(RequestId batchId, long nowNanos) {
    if (requests.size() > 1 || asBatch) {
      inFlight.put(batchId, new Sent(requests(), nowNanos));
    }
    clear();
  }

  /** Drops what was collected. */
  void clear() {
    requests.clear();
    frames.clear();
    asBatch = false;
  }

  /** Removes a batch in flight and returns its requests; null if the id is not that of a batch. */
  @Nullable List<PendingRequest> onReply(RequestId batchId) {
    if (inFlight.isEmpty()) {
      return null;
    }
    Sent sent = inFlight.remove(batchId);
    return sent == null ? null : sent.requests();
  }

  /** Removes batches sent so long ago that their requests no longer count as in flight. */
  void removeSentBefore(long nanos) {
    inFlight.values().removeIf(sent -> sent.atNanos() - nanos < 0);
  }
}
