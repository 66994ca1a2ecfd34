package dicegate.fleet;

import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import dicegate.wire.frames.Contract;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineReply;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.SeedFrames;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The connection to one engine: a DEALER, and what is outstanding on that very socket.
 *
 * <p>At most a window of requests is outstanding, so ZeroMQ's own queues never fill and nothing is
 * lost in them. Confined to the fleet's thread.
 */
final class EngineLink {

  /** Keeps a v1 engine's workers busy between two turns of the fleet's loop. */
  private static final int V1_WINDOW = 512;

  /** The original answers one at a time; a second one waits at its door. */
  private static final int SEED_WINDOW = 2;

  private static final byte[] DELIMITER = new byte[0];

  private final EngineEndpoint endpoint;
  private final SocketContext context;
  private final Meters meters;
  private final int window;
  private final Map<RequestId, Sent> outstanding = new HashMap<>();
  private final ZMQ.Socket dealer;
  private long heardNanos;

  private record Sent(PendingRequest request, long atNanos) {}

  /** A reply, and the request of ours that it answers. */
  record Answered(PendingRequest request, EngineReply reply) {}

  EngineLink(EngineEndpoint endpoint, SocketContext context, Meters meters, long nowNanos) {
    this.endpoint = endpoint;
    this.context = context;
    this.meters = meters;
    this.window = endpoint.contract() == Contract.SEED ? SEED_WINDOW : V1_WINDOW;
    this.heardNanos = nowNanos;
    context.retain();
    dealer = context.context().createSocket(SocketType.DEALER);
    dealer.setLinger(0);
    dealer.setSendTimeOut(0);
    dealer.setSndHWM(window * 2);
    dealer.setRcvHWM(window * 2);
    dealer.setReconnectIVL(50);
    dealer.setReconnectIVLMax(2_000);
    dealer.setHandshakeIvl(1_000);
    dealer.setHeartbeatIvl(1_000);
    dealer.setHeartbeatTimeout(3_000);
    dealer.setMaxMsgSize(EngineFrames.MAX_REPLY_BYTES);
    dealer.setTCPKeepAlive(1);
    dealer.connect(endpoint.address());
  }

  ZMQ.Socket socket() {
    return dealer;
  }

  boolean hasRoom() {
    return outstanding.size() < window;
  }

  /** Tells whether the socket is deaf for good; inproc needs no I/O thread, so it never is. */
  boolean broken() {
    return !endpoint.embedded() && context.broken();
  }

  /**
   * Sends the request, if its contract can carry it and the socket takes it.
   *
   * @return whether the request is dealt with: sent, or settled because the contract cannot carry
   *     it
   */
  boolean send(PendingRequest request, long nowNanos) {
    if (!endpoint.contract().knows(request.verb())) {
      request.settle(new EngineAnswer.Unsupported());
      return true;
    }
    long ttlMillis = TimeUnit.NANOSECONDS.toMillis(request.deadlineNanos() - nowNanos);
    Optional<byte[]> body =
        endpoint
            .contract()
            .request(request.verb(), request.id(), Math.max(ttlMillis, 0), request.expression());
    if (body.isEmpty()) {
      request.settle(new EngineAnswer.Refused(SeedFrames.REFUSAL));
      return true;
    }
    if (!Message.of(DELIMITER, body.get()).send(dealer)) {
      return false;
    }
    outstanding.put(request.id(), new Sent(request, nowNanos));
    return true;
  }

  /** Returns the next reply to what is outstanding here; null if none is waiting. */
  @Nullable Answered receive(long nowNanos) {
    Message message;
    while ((message = Message.receive(dealer)) != null) {
      heardNanos = nowNanos;
      Answered answered = match(message.frames());
      if (answered != null) {
        return answered;
      }
    }
    return null;
  }

  /**
   * Forgets a request that has timed out; its reply, should it come, is then unexpected.
   *
   * @return whether the engine has been silent since the request was sent
   */
  boolean forget(PendingRequest request) {
    Sent sent = outstanding.remove(request.id());
    return sent != null && heardNanos - sent.atNanos() < 0;
  }

  /** Closes the socket, and returns what was outstanding on it. */
  List<PendingRequest> close() {
    List<PendingRequest> left = new ArrayList<>();
    outstanding.values().forEach(sent -> left.add(sent.request()));
    outstanding.clear();
    dealer.close();
    context.release();
    return left;
  }

  private @Nullable Answered match(List<byte[]> frames) {
    if (frames.size() != 2 || frames.get(0).length != 0) {
      meters.count(Meter.REPLIES_MALFORMED);
      return null;
    }
    Optional<EngineReply> reply = endpoint.contract().reply(frames.get(1));
    if (reply.isEmpty()) {
      meters.count(Meter.REPLIES_MALFORMED);
      return null;
    }
    Sent sent = outstanding.remove(reply.get().id());
    if (sent == null) {
      meters.count(Meter.REPLIES_UNEXPECTED);
      return null;
    }
    return new Answered(sent.request(), reply.get());
  }
}
