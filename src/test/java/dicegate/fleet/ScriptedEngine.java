package dicegate.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** An engine on a thread of its own that replies by the test's script; it answers probes itself. */
final class ScriptedEngine implements AutoCloseable {

  private static final int RECEIVE_LIMIT_MILLIS = 20;

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private final String address;

  /** The replies to a roll. */
  interface Script {

    /** Returns the messages to send for a request, each as its frames after the identity. */
    List<List<byte[]>> answer(String id, String expression);
  }

  /** Binds the address, whose port may be {@code *}, and starts to serve. */
  ScriptedEngine(ZContext context, String bind, Script script) {
    ZMQ.Socket router = context.createSocket(SocketType.ROUTER);
    router.setReceiveTimeOut(RECEIVE_LIMIT_MILLIS);
    router.bind(bind);
    address = router.getLastEndpoint();
    thread = Thread.ofPlatform().daemon().start(() -> serve(router, script));
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    stopping.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(ZMQ.Socket router, Script script) {
    while (stopping.getCount() > 0) {
      List<byte[]> request = receive(router);
      if (request != null) {
        String[] tokens = new String(request.get(2), UTF_8).split(" ", 5);
        List<List<byte[]>> answers =
            tokens[1].equals("INFO")
                ? List.of(
                    List.of(
                        new byte[0], ("DG1 " + tokens[2] + " ok {\"window\":256}").getBytes(UTF_8)))
                : script.answer(tokens[2], tokens[4]);
        answers.forEach(answer -> send(router, request.get(0), answer));
      }
    }
    router.close();
  }

  private static @Nullable List<byte[]> receive(ZMQ.Socket router) {
    byte[] frame = router.recv();
    if (frame == null) {
      return null;
    }
    List<byte[]> frames = new ArrayList<>(List.of(frame));
    while (router.hasReceiveMore()) {
      frames.add(router.recv());
    }
    return frames;
  }

  private static void send(ZMQ.Socket router, byte[] identity, List<byte[]> frames) {
    router.send(identity, frames.isEmpty() ? 0 : ZMQ.SNDMORE);
    for (int i = 0; i < frames.size(); i++) {
      router.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
  }
}
