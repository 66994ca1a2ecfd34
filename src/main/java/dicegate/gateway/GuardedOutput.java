package dicegate.gateway;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * The output of a guarded connection: nothing is written once the connection has ended, and a
 * failed write ends it.
 */
final class GuardedOutput extends ServletOutputStream {

  private final ServletOutputStream out;
  private final GuardedConnection connection;

  GuardedOutput(ServletOutputStream out, GuardedConnection connection) {
    this.out = out;
    this.connection = connection;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    checkOpen();
    try {
      out.write(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      connection.fail(e);
      throw e;
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void flush() throws IOException {
    checkOpen();
    try {
      out.flush();
    } catch (IOException | RuntimeException e) {
      connection.fail(e);
      throw e;
    }
  }

  @Override
  public boolean isReady() {
    return out.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    out.setWriteListener(listener);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void checkOpen() throws IOException {
    if (!connection.isOpen()) {
      IOException ended = new IOException("the connection has ended");
      connection.fail(ended);
      throw ended;
    }
  }
}
