package dicegate.gateway;

import dicegate.wire.ErrorCode;
import dicegate.wire.json.ServerError;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Reads a body as it arrives, without blocking a thread, up to a maximum length. */
final class BodyReader implements ReadListener {

  /**
   * The longest body: the longest message as a form, each character encoded as nine, and other
   * parameters. Bytes beyond it are not read.
   */
  static final int MAX_BYTES = 9 * GatewaySettings.MAX_MESSAGE_CHARS + 1_024;

  /** The error of a longer one. */
  static final ServerError TOO_LONG =
      ServerError.permanent(
          ErrorCode.TOO_LONG, "The body is longer than %d bytes.".formatted(MAX_BYTES));

  private static final int CHUNK_BYTES = 1_024;

  private final ServletInputStream in;
  private final Consumer<String> onComplete;
  private final Runnable onTooLong;
  private final Consumer<Throwable> onFailure;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private BodyReader(
      ServletInputStream in,
      Consumer<String> onComplete,
      Runnable onTooLong,
      Consumer<Throwable> onFailure) {
    this.in = in;
    this.onComplete = onComplete;
    this.onTooLong = onTooLong;
    this.onFailure = onFailure;
  }

  /**
   * Reads the body of a request in asynchronous mode. Calls one of the three, once.
   *
   * @param onComplete gets the text, in UTF-8, with replacements of what is not
   * @param onTooLong is called as soon as the body is longer than {@link #MAX_BYTES}
   * @param onFailure gets the cause if the body did not arrive completely
   */
  static void read(
      HttpServletRequest request,
      Consumer<String> onComplete,
      Runnable onTooLong,
      Consumer<Throwable> onFailure)
      throws IOException {
    ServletInputStream in = request.getInputStream();
    in.setReadListener(new BodyReader(in, onComplete, onTooLong, onFailure));
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
      if (bytes.size() > MAX_BYTES && ended.compareAndSet(false, true)) {
        onTooLong.run();
      }
    }
  }

  @Override
  public void onAllDataRead() {
    if (ended.compareAndSet(false, true)) {
      onComplete.accept(bytes.toString(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void onError(Throwable cause) {
    if (ended.compareAndSet(false, true)) {
      onFailure.accept(cause);
    }
  }
}
