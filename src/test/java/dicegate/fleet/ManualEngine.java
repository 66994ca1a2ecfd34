package dicegate.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * An engine whose replies the test sends step by step, over a real socket. Confined to one thread.
 */
final class ManualEngine implements AutoCloseable {

  private static final int LIMIT_MILLIS = 10_000;
  private static final Duration READY_LIMIT = Duration.ofSeconds(20);

  private final ZMQ.Socket router;

  /** A request as an engine receives it; the peer's identity has one byte in each char. */
  record Request(String peer, String body) {

    String id() {
      return body.split(" ", -1)[2];
    }

    String verb() {
      return body.split(" ", -1)[1];
    }

    String expression() {
      return body.split(" ", 5)[4];
    }
  }

  /** Binds the address; its port may be {@code *}. */
  ManualEngine(ZContext context, String address) {
    router = context.createSocket(SocketType.ROUTER);
    router.setReceiveTimeOut(LIMIT_MILLIS);
    router.bind(address);
  }

  /** Returns the bound address. */
  String address() {
    return router.getLastEndpoint();
  }

  /** Returns whether a request is waiting. */
  boolean hasRequest() {
    return (router.getEvents() & ZMQ.Poller.POLLIN) != 0;
  }

  /** Returns the next request. */
  Request receive() {
    byte[] peer = router.recv();
    assertThat(peer).as("a request within %d ms", LIMIT_MILLIS).isNotNull();
    assertThat(router.recv()).isEmpty();
    Request request = new Request(new String(peer, ISO_8859_1), router.recvStr());
    assertThat(router.hasReceiveMore()).isFalse();
    return request;
  }

  /** Sends a reply, one frame behind the delimiter. */
  void reply(Request request, String body) {
    send(request, "", body);
  }

  /** Answers a request of v1. */
  void answer(Request request, String json) {
    reply(request, "DG1 " + request.id() + " ok " + json);
  }

  /** Sends any frames to the peer that asked. */
  void send(Request request, String... frames) {
    router.sendMore(request.peer().getBytes(ISO_8859_1));
    for (int i = 0; i < frames.length - 1; i++) {
      router.sendMore(frames[i]);
    }
    router.send(frames[frames.length - 1]);
  }

  /** Answers the probe, so that the engine gets requests. */
  void answerProbe(int window) {
    answerProbe("{\"window\":" + window + "}");
  }

  /** Answers the probe with this INFO body. */
  void answerProbe(String info) {
    Request probe = receive();
    if (probe.body().startsWith("DG1 INFO ")) {
      answer(probe, info);
    } else {
      assertThat(probe.body()).matches("[0-9]+ 0d6");
      reply(probe, probe.body().split(" ", -1)[0] + ":[]");
    }
  }

  /** Waits until this number of engines take the fleet's requests. */
  static void awaitReady(ZmqEngineFleet fleet, int engines) {
    long start = System.nanoTime();
    while (fleet.readyEngines() != engines) {
      assertThat(System.nanoTime() - start).isLessThan(READY_LIMIT.toNanos());
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    router.close();
  }
}
