package dicegate.gateway;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Reads a form as it arrives, without blocking a thread, up to a maximum length. */
final class FormReader implements ReadListener {

  /** The longest message, each character encoded as nine; bytes beyond it are not read. */
  private static final int MAX_BYTES = 9 * GatewaySettings.MAX_MESSAGE_CHARS + 1_024;

  private static final int CHUNK_BYTES = 1_024;

  private final ServletInputStream in;
  private final Consumer<FormBody> onComplete;
  private final Consumer<Throwable> onFailure;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private FormReader(
      ServletInputStream in, Consumer<FormBody> onComplete, Consumer<Throwable> onFailure) {
    this.in = in;
    this.onComplete = onComplete;
    this.onFailure = onFailure;
  }

  /**
   * Reads the form of a request in asynchronous mode. Calls one of the two, once.
   *
   * @param onComplete gets the form
   * @param onFailure gets the cause if the form did not arrive completely
   */
  static void read(
      HttpServletRequest request, Consumer<FormBody> onComplete, Consumer<Throwable> onFailure)
      throws IOException {
    ServletInputStream in = request.getInputStream();
    in.setReadListener(new FormReader(in, onComplete, onFailure));
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    while (!ended.get() && in.isReady()) {
      int length = in.read(chunk);
      if (length < 0) {
        return;
      }
      bytes.write(chunk, 0, length);
      if (bytes.size() >= MAX_BYTES) {
        onAllDataRead();
      }
    }
  }

  @Override
  public void onAllDataRead() {
    if (ended.compareAndSet(false, true)) {
      onComplete.accept(new FormBody(bytes.toString(StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void onError(Throwable cause) {
    if (ended.compareAndSet(false, true)) {
      onFailure.accept(cause);
    }
  }
}
