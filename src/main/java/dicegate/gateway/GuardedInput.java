package dicegate.gateway;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The input of a guarded connection: its bytes pass a {@link Transport}. */
final class GuardedInput extends ServletInputStream {

  /**
   * The bytes that a reader sees at most: it allocates as many, and keeps them as long as the
   * connection lives.
   */
  private static final int MAX_AVAILABLE_BYTES = 2_048;

  private final ServletInputStream in;
  private final Transport transport;
  private final GuardedConnection connection;

  GuardedInput(ServletInputStream in, Transport transport, GuardedConnection connection) {
    this.in = in;
    this.transport = transport;
    this.connection = connection;
  }

  @Override
  public int available() throws IOException {
    return connection.isOpen() ? Math.min(MAX_AVAILABLE_BYTES, in.available()) : 0;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = connection.isOpen() ? in.read(bytes, offset, length) : 0;
    return count > 0 ? transport.take(bytes, offset, count) : count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count > 0 ? one[0] & 0xff : -1;
  }

  @Override
  public boolean isReady() {
    // A reader that is registered again while its connection ends may get another connection.
    if (transport.isRefused() || !connection.isOpen()) {
      return false;
    }
    int pause = transport.nextPause();
    int unfinished = transport.unfinishedBytes();
    boolean ready = in.isReady();
    if (!ready) {
      transport.onPause(pause, unfinished);
    }
    return ready;
  }

  @Override
  public boolean isFinished() {
    return in.isFinished();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    connection.setReader(listener);
    in.setReadListener(listener);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
