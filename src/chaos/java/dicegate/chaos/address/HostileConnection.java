package dicegate.chaos.address;

import dicegate.chaos.Peers;
import dicegate.harness.Route;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection that does what its script says, and begins again when the server ends it. Confined
 * to the attack's thread.
 */
final class HostileConnection implements Peers.Peer {
  /** Reads in a row of one connection, after which the others have their turn. */
  private static final int MAX_READS = 8;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final HostileScript script;
  private final Route route;
  private final int number;
  private final Selector selector;
  private final ByteBuffer scratch;
  private final HostileTally tally;
  private @Nullable SocketChannel channel;
  private @Nullable PendingUpgrade upgrade;
  private ByteBuffer out = NOTHING;
  private boolean open;
  private int sent;
  private long nextNanos;

  /**
   * Creates a connection that is not open yet.
   *
   * @param number its number in the attack
   * @param beginNanos when it connects first
   * @param scratch a buffer for bytes that nobody looks at
   */
  HostileConnection(
      HostileScript script,
      Route route,
      int number,
      long beginNanos,
      Selector selector,
      ByteBuffer scratch,
      HostileTally tally) {
    this.script = script;
    this.route = route;
    this.number = number;
    this.selector = selector;
    this.scratch = scratch;
    this.tally = tally;
    this.nextNanos = beginNanos;
  }

  /** Connects, or sends a message, if one of them is due. */
  void step(long now) {
    if (now - nextNanos < 0) {
      return;
    }
    try {
      if (channel == null) {
        connect();
      } else if (open && script.sendsMessages()) {
        nextNanos += script.interval().toNanos();
        sendMessage();
      }
    } catch (IOException e) {
      end();
    }
  }

  /** Handles the operations that are ready; a failure ends the connection. */
  @Override
  public void ready() {
    SocketChannel current = channel;
    if (current == null) {
      return;
    }
    SelectionKey key = current.keyFor(selector);
    try {
      if (key.isConnectable()) {
        current.finishConnect();
        connected(current);
      } else if (key.isWritable()) {
        write(current);
      }
      if (key.isValid() && key.isReadable()) {
        read(current);
      }
    } catch (IOException e) {
      end();
    }
  }

  /** Closes the socket at once, and notes whether the server had left it open. */
  void abort() {
    if (channel == null) {
      return;
    }
    if (open && stillOpen(channel)) {
      tally.openAtEnd();
    }
    close();
  }

  private void connect() throws IOException {
    SocketChannel opening = route.open();
    channel = opening;
    // No port is left in TIME_WAIT, of which an address has only 28,000.
    opening.setOption(StandardSocketOptions.SO_LINGER, 0);
    opening.register(selector, SelectionKey.OP_CONNECT, this);
    opening.connect(route.to());
  }

  private void connected(SocketChannel current) throws IOException {
    tally.opened();
    if (script.webSocket()) {
      PendingUpgrade pending = new PendingUpgrade(route);
      upgrade = pending;
      out = pending.request();
    } else {
      begin();
    }
    write(current);
  }

  private void begin() {
    open = true;
    sent = 0;
    out = script.opening().duplicate();
    nextNanos = System.nanoTime();
  }

  private void sendMessage() throws IOException {
    SocketChannel current = channel;
    if (current == null) {
      return;
    }
    if (out.hasRemaining()) {
      tally.blocked();
      return;
    }
    out = script.message(number, sent);
    sent++;
    tally.message();
    write(current);
  }

  private void write(SocketChannel current) throws IOException {
    tally.sent(current.write(out));
    int read = script.reads() || !open ? SelectionKey.OP_READ : 0;
    int write = out.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    current.keyFor(selector).interestOps(read | write);
  }

  private void read(SocketChannel current) throws IOException {
    PendingUpgrade pending = upgrade;
    if (!open && pending != null) {
      if (pending.read(current)) {
        tally.upgraded();
        begin();
        write(current);
      }
      return;
    }
    int read = 1;
    for (int i = 0; i < MAX_READS && read > 0; i++) {
      read = current.read(scratch.clear());
      tally.read(Math.max(0, read));
    }
    if (read < 0 || script.onlyOnce()) {
      end();
    }
  }

  private void end() {
    if (open) {
      tally.ended();
    } else {
      tally.refused();
    }
    close();
    nextNanos = System.nanoTime() + script.reopenAfter().toNanos();
  }

  private void close() {
    SocketChannel current = channel;
    channel = null;
    open = false;
    out = NOTHING;
    if (current == null) {
      return;
    }
    try {
      current.close();
    } catch (IOException e) {
      tally.closeFailed();
    }
  }

  private boolean stillOpen(SocketChannel current) {
    try {
      return current.read(scratch.clear()) >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
