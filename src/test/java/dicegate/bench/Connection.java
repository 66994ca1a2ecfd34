package dicegate.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket of the load client, with a fixed number of requests in flight. Answers come in the
 * order asked, so a ring of times is all the bookkeeping there is.
 *
 * <p>Confined to the thread of its {@link LoadClient}; allocates nothing once it is open.
 */
final class Connection {
  private static final int IN_BYTES = 8_192;
  private static final int OUT_BYTES = 4_096;

  /** CONNECTING -> UPGRADING -> OPEN -> CLOSING -> CLOSED, never back. */
  private enum State {
    CONNECTING,
    UPGRADING,
    OPEN,
    CLOSING,
    CLOSED
  }

  private final Target target;
  private final byte[][] requests;
  private final Handshake handshake;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer in = ByteBuffer.allocateDirect(IN_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_BYTES);
  private final ServerFrame frame = new ServerFrame();
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
    this.handshake = new Handshake(address, target.path());
    this.askedAtNanos = new long[inFlight];
    this.channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    channel.connect(address);
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  /** Requests that wait for their answer. */
  int outstanding() {
    return (int) (asked - answered);
  }

  /** Fills the window; from now on each answer is followed by the next request. */
  void start() throws IOException {
    long now = System.nanoTime();
    while (outstanding() < askedAtNanos.length) {
      ask(now);
    }
    flush();
  }

  /** Does what the selector found possible; {@code asking} says whether to keep the window full. */
  void ready(Recording recording, boolean asking) throws IOException {
    if (key.isConnectable()) {
      connected();
      return;
    }
    if (key.isWritable()) {
      flush();
    }
    if (key.isReadable()) {
      read(recording, asking);
    }
  }

  /** Begins the closing handshake. */
  void beginClose() throws IOException {
    state = State.CLOSING;
    ClientFrames.writeClose(out);
    flush();
  }

  /** Closes the socket at once. */
  void abort() throws IOException {
    state = State.CLOSED;
    channel.close();
  }

  private void connected() throws IOException {
    channel.finishConnect();
    state = State.UPGRADING;
    key.interestOps(SelectionKey.OP_READ);
    out.put(handshake.request());
    flush();
  }

  private void read(Recording recording, boolean asking) throws IOException {
    if (channel.read(in) < 0) {
      ended("end of stream");
      return;
    }
    long now = System.nanoTime();
    in.flip();
    if (state == State.UPGRADING && handshake.accepts(in)) {
      state = State.OPEN;
    }
    while ((state == State.OPEN || state == State.CLOSING) && frame.next(in)) {
      take(recording, asking, now);
    }
    in.compact();
    if (state != State.CLOSED) {
      flush();
    }
  }

  private void take(Recording recording, boolean asking, long now) throws IOException {
    switch (frame.opcode()) {
      case ClientFrames.TEXT -> answer(recording, asking, now);
      case ClientFrames.PING -> ClientFrames.writePong(out, in, frame.start(), frame.length());
      case ClientFrames.PONG -> {}
      case ClientFrames.CLOSE ->
          ended("close " + (frame.length() < 2 ? "" : in.getShort(frame.start())));
      default -> throw new IOException("unexpected opcode " + frame.opcode());
    }
  }

  private void answer(Recording recording, boolean asking, long now) throws IOException {
    if (outstanding() == 0) {
      throw new IOException("an answer that nobody asked for: " + payload());
    }
    int request = (int) (answered % Target.REQUESTS);
    switch (target.check(request, in, frame.start(), frame.length())) {
      case RIGHT -> recording.answered(now - askedAtNanos[slot(answered)]);
      case REFUSED -> recording.refused();
      case WRONG -> throw new WrongAnswerException(target, target.text(request), payload());
    }
    answered++;
    if (asking) {
      ask(now);
    }
  }

  private void ask(long now) {
    askedAtNanos[slot(asked)] = now;
    out.put(requests[(int) (asked % requests.length)]);
    asked++;
  }

  private int slot(long request) {
    return (int) (request % askedAtNanos.length);
  }

  private void flush() throws IOException {
    if (out.position() == 0) {
      return;
    }
    out.flip();
    channel.write(out);
    out.compact();
    int wanted = SelectionKey.OP_READ | (out.position() == 0 ? 0 : SelectionKey.OP_WRITE);
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  private void ended(String how) throws IOException {
    if (state != State.CLOSING) {
      throw new IOException("the server ended a connection to " + target + ": " + how);
    }
    abort();
  }

  private String payload() {
    ByteBuffer payload = in.duplicate().clear().slice(frame.start(), frame.length());
    return StandardCharsets.UTF_8.decode(payload).toString();
  }
}
