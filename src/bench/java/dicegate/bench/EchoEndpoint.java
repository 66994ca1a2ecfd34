package dicegate.bench;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The yardstick: a WebSocket endpoint that only echoes each text, with the gateway's structure:
 * partial messages in; out through a bounded queue with one async send outstanding, as {@link
 * jakarta.websocket.RemoteEndpoint} demands.
 *
 * <p>Most of a plain echo's cost on Payara is the container's: for each message, in and out, its
 * Tyrus schedules an idle time-out, even without a time-out set, and the executor then searches all
 * jars for context providers. The gateway avoids both; so do {@link EchoTyrus} and this endpoint,
 * to keep the ratio fair.
 *
 * <p>One instance for each connection. Thread-safe: the container may complete a send on any
 * thread.
 */
@ServerEndpoint("/echo")
public final class EchoEndpoint {
  private static final Logger LOG = System.getLogger(EchoEndpoint.class.getName());
  private static final int MAX_TEXT_CHARS = 4_096;
  private static final int MAX_WAITING_TEXTS = 256;

  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MAX_WAITING_TEXTS);
  private final AtomicInteger turns = new AtomicInteger();
  private final StringBuilder text = new StringBuilder();
  private volatile boolean sending;
  private SendHandler sent = result -> {};

  /** Called by the container, once for each connection. */
  public EchoEndpoint() {}

  /** Prepares the one completion handler of this connection. */
  @OnOpen
  public void onOpen(Session session) {
    session.setMaxTextMessageBufferSize(2 * MAX_TEXT_CHARS);
    sent =
        result -> {
          sending = false;
          if (result.isOK()) {
            sendNext(session);
          }
        };
  }

  /** Echoes the text after its last part; closes a connection that sends too much. */
  @OnMessage
  public void onText(Session session, String part, boolean last) throws IOException {
    if (text.length() + part.length() > MAX_TEXT_CHARS) {
      session.close(new CloseReason(CloseCodes.TOO_BIG, "at most 4096 characters"));
      return;
    }
    if (!last) {
      text.append(part);
      return;
    }
    if (!waiting.offer(whole(part))) {
      session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, "at most 256 texts wait"));
      return;
    }
    sendNext(session);
  }

  /** Logs at DEBUG only: the load client reports broken connections. */
  @OnError
  public void onError(Session session, Throwable error) {
    LOG.log(Level.DEBUG, () -> "echo-failed session=" + session.getId() + " error=" + error);
  }

  private String whole(String lastPart) {
    if (text.isEmpty()) {
      return lastPart;
    }
    String whole = text.append(lastPart).toString();
    text.setLength(0);
    return whole;
  }

  /*
   * Each call adds one turn of the loop, and one caller at a time runs the turns of all. When the
   * container completes a send inside sendText, this adds a turn to the running loop instead of
   * recursing.
   */
  private void sendNext(Session session) {
    if (turns.getAndIncrement() != 0) {
      return;
    }
    do {
      String next = sending ? null : waiting.poll();
      if (next != null) {
        sending = true;
        sendUnderPlatformLoader(session, next);
      }
    } while (turns.decrementAndGet() != 0);
  }

  /* Like the gateway: on Payara each send searches the jars of the thread's class loader. */
  private void sendUnderPlatformLoader(Session session, String next) {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      session.getAsyncRemote().sendText(next, sent);
    } finally {
      thread.setContextClassLoader(loader);
    }
  }
}
