package dicegate.bench;

import dicegate.harness.ServerFrame;
import dicegate.harness.WebSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;

/**
 * One WebSocket of the load client, with a fixed number of requests in flight. Answers come in the
 * order of the requests, so a ring of times is all the bookkeeping.
 *
 * <p>Confined to the thread of its {@link LoadClient}; allocates nothing once it is open.
 */
final class Connection {
  private static final int IN_BYTES = 8_192;
  private static final int OUT_BYTES = 4_096;

  /** CONNECTING -> OPEN -> CLOSING -> CLOSED, never back. */
  private enum State {
    CONNECTING,
    OPEN,
    CLOSING,
    CLOSED
  }

  private final Target target;
  private final byte[][] requests;
  private final WebSocketChannel channel;
  private final long[] askedAtNanos;
  private State state = State.CONNECTING;
  private long asked;
  private long answered;

  /** Begins to connect; {@code requests} are the whole frames of all requests to the target. */
  Connection(
      Selector selector, InetSocketAddress address, Target target, byte[][] requests, int inFlight)
      throws IOException {
    this.target = target;
    this.requests = requests;
    this.askedAtNanos = new long[inFlight];
    this.channel =
        new WebSocketChannel(selector, address, target.path(), "", IN_BYTES, OUT_BYTES, this);
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  /** Returns the number of unanswered requests. */
  int outstanding() {
    return (int) (asked - answered);
  }

  /** Fills the window; from now on each answer is followed by the next request. */
  void start() throws IOException {
    long now = System.nanoTime();
    while (outstanding() < askedAtNanos.length) {
      ask(now);
    }
    channel.flush();
  }

  /** Handles the operations that are ready; {@code asking} keeps the window full. */
  void ready(Recording recording, boolean asking) throws IOException {
    if (channel.ready()) {
      read(recording, asking);
    }
  }

  /** Begins the closing handshake. */
  void beginClose() throws IOException {
    state = State.CLOSING;
    channel.putClose();
    channel.flush();
  }

  /** Closes the socket at once. */
  void abort() throws IOException {
    state = State.CLOSED;
    channel.abort();
  }

  private void read(Recording recording, boolean asking) throws IOException {
    if (!channel.read()) {
      ended("end of stream");
      return;
    }
    long now = System.nanoTime();
    if (state == State.CONNECTING && channel.isUpgraded()) {
      state = State.OPEN;
    }
    while ((state == State.OPEN || state == State.CLOSING) && channel.next()) {
      if (channel.isClose()) {
        ended("close " + channel.closeCode());
      } else {
        answer(recording, asking, now);
      }
    }
    if (state != State.CLOSED) {
      channel.flush();
    }
  }

  private void answer(Recording recording, boolean asking, long now) throws IOException {
    if (outstanding() == 0) {
      throw new IOException("answer without a request: " + channel.payload());
    }
    int request = (int) (answered % Target.REQUESTS);
    ServerFrame frame = channel.frame();
    switch (target.check(request, channel.received(), frame.start(), frame.length())) {
      case RIGHT -> recording.answered(now - askedAtNanos[slot(answered)]);
      case REFUSED -> recording.refused();
      case WRONG -> throw new WrongAnswerException(target, target.text(request), channel.payload());
    }
    answered++;
    if (asking) {
      ask(now);
    }
  }

  private void ask(long now) throws IOException {
    askedAtNanos[slot(asked)] = now;
    channel.put(requests[(int) (asked % requests.length)]);
    asked++;
  }

  private int slot(long request) {
    return (int) (request % askedAtNanos.length);
  }

  private void ended(String how) throws IOException {
    if (state != State.CLOSING) {
      throw new IOException("the server ended a connection to " + target + ": " + how);
    }
    abort();
  }
}
