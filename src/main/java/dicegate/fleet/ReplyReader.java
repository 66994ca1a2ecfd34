package dicegate.fleet;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.telemetry.Timing;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineReply;
import dicegate.wire.frames.RequestId;
import dicegate.wire.json.JsonCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the replies of one engine, from one connection to it: matches each to its request in
 * flight, and takes the reply to a batch apart. Confined to the fleet's thread.
 */
final class ReplyReader {

  private final EngineEndpoint endpoint;
  private final JsonCodec json;
  private final Metrics metrics;
  private final ProbeBackoff backoff;
  private final InFlightRequests inFlight;
  private final RequestBatches batches;
  private final Deque<Received> ofBatch = new ArrayDeque<>();
  private boolean batchesRefused;

  /** The meaning of one message from the engine. */
  sealed interface Received {

    /** A reply to a request of ours. */
    record Answered(PendingRequest request, EngineReply reply) implements Received {}

    /** A reply to a request of ours that was completed before. */
    record Late(PendingRequest request) implements Received {}

    /** An invalid reply to a request of ours. */
    record InvalidReply(PendingRequest request) implements Received {}

    /** A request that the engine left out of the reply to its batch. */
    record LeftOut(PendingRequest request) implements Received {}

    /** A message that answers no request: the reply to a probe, or one that was dropped. */
    record Other() implements Received {}
  }

  /**
   * Makes a reader for one connection.
   *
   * @param backoff records that the engine has replied to a request
   * @param inFlight the requests that the engine may reply to; the reader removes them
   * @param batches the batches that the engine may reply to; the reader removes them
   */
  ReplyReader(
      EngineEndpoint endpoint,
      JsonCodec json,
      Metrics metrics,
      ProbeBackoff backoff,
      InFlightRequests inFlight,
      RequestBatches batches) {
    this.endpoint = endpoint;
    this.json = json;
    this.metrics = metrics;
    this.backoff = backoff;
    this.inFlight = inFlight;
    this.batches = batches;
  }

  /** Returns whether the engine has replied to a batch with something else than a batch. */
  boolean hasRefusedBatch() {
    return batchesRefused;
  }

  /** Returns whether {@link #next} has replies of a batch. */
  boolean hasNext() {
    return !ofBatch.isEmpty();
  }

  /** Returns the next reply of a batch that was read; null if there is no other. */
  @Nullable Received next() {
    return ofBatch.poll();
  }

  /**
   * Reads a reply to a request, or to a batch; {@link #next} then has the batch's further replies.
   *
   * @param id the id in the frame
   * @param workedNanos the engine's work for the frame, or {@link EngineConnection#UNKNOWN}
   */
  Received read(RequestId id, byte[] frame, long workedNanos, long nowNanos) {
    List<PendingRequest> batch = batches.onReply(id);
    if (batch == null) {
      return readReply(id, frame, workedNanos, nowNanos);
    }
    long shareNanos = workedNanos < 0 ? workedNanos : workedNanos / batch.size();
    readBatch(batch, frame, shareNanos, nowNanos);
    return Objects.requireNonNullElseGet(ofBatch.poll(), Received.Other::new);
  }

  /**
   * Decodes a reply; empty if it is not valid. Replies of the embedded engine, our own code, are
   * trusted; those of other engines are checked to be JSON without the mark of dice entered by
   * hand, and freed of characters that mislead their readers, before they go to clients.
   */
  Optional<EngineReply> decode(byte[] frame) {
    Optional<EngineReply> reply = endpoint.protocol().reply(frame);
    return endpoint.embedded()
        ? reply
        : reply.filter(any -> json.isEngineValue(any.body())).map(this::plain);
  }

  private EngineReply plain(EngineReply reply) {
    String body = json.plain(reply.body());
    return new EngineReply(reply.id(), reply.status(), body);
  }

  /** Counts a message that is not valid. */
  Received onMalformed() {
    inFlight.onInvalidReply();
    metrics.count(Counter.REPLIES_MALFORMED);
    return new Received.Other();
  }

  /** Reads the replies of a batch; a request without a reply was left out. */
  private void readBatch(
      List<PendingRequest> requests, byte[] frame, long workedNanos, long nowNanos) {
    Optional<List<byte[]>> replies = EngineFrames.batchReplies(frame);
    batchesRefused |= replies.isEmpty();
    boolean malformed = false;
    for (byte[] reply : replies.orElse(List.of())) {
      Optional<RequestId> id = endpoint.protocol().replyId(reply);
      malformed |= id.isEmpty();
      ofBatch.add(id.isEmpty() ? onMalformed() : readReply(id.get(), reply, workedNanos, nowNanos));
    }
    for (PendingRequest request : requests) {
      if (inFlight.inFlight(request.id()) == request) {
        ofBatch.add(leftOut(request, malformed, workedNanos, nowNanos));
      }
    }
  }

  private Received leftOut(
      PendingRequest request, boolean malformed, long workedNanos, long nowNanos) {
    if (malformed) {
      // Its reply may be the invalid line, which must not count as a valid one.
      inFlight.remove(request.id());
    } else {
      request.addWork(workNanos(request.id(), workedNanos, nowNanos));
      inFlight.onReply(request.id(), nowNanos);
    }
    return new Received.LeftOut(request);
  }

  private Received readReply(RequestId id, byte[] frame, long workedNanos, long nowNanos) {
    // The id first, so that long replies with unknown ids cost nothing to decode.
    PendingRequest request = inFlight.inFlight(id);
    if (request == null) {
      metrics.count(Counter.REPLIES_UNEXPECTED);
      return new Received.Other();
    }
    Optional<EngineReply> reply = decode(frame);
    if (reply.isEmpty()) {
      inFlight.remove(id);
      onMalformed();
      return new Received.InvalidReply(request);
    }
    request.addWork(workNanos(id, workedNanos, nowNanos));
    metrics.record(Timing.ENGINE, inFlight.onReply(id, nowNanos));
    backoff.onTrialPassed();
    if (request.isCompleted()) {
      metrics.count(Counter.REPLIES_UNEXPECTED);
      return new Received.Late(request);
    }
    return new Received.Answered(request, reply.get());
  }

  /** Returns the engine's work for a request; an estimate if the connection does not know it. */
  private long workNanos(RequestId id, long workedNanos, long nowNanos) {
    return workedNanos == EngineConnection.UNKNOWN ? inFlight.workNanos(id, nowNanos) : workedNanos;
  }
}
