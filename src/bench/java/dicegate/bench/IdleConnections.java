package dicegate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Open connections without requests, on a thread of their own. */
final class IdleConnections implements AutoCloseable {

  private final AtomicBoolean ending = new AtomicBoolean();
  private final CompletableFuture<Void> open = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private IdleConnections() {}

  /**
   * Opens the connections and waits until all are open.
   *
   * @throws IOException when one of them cannot be opened
   */
  static IdleConnections open(int port, int connections) throws IOException {
    IdleConnections idle = new IdleConnections();
    Thread.ofPlatform()
        .name("bench-idle")
        .daemon()
        .start(() -> idle.hold(port, new Scenario(connections, 1)));
    await(idle.open);
    return idle;
  }

  /**
   * Closes the connections.
   *
   * @throws IOException if one of them was lost before
   */
  @Override
  public void close() throws IOException {
    ending.set(true);
    await(ended);
  }

  private void hold(int port, Scenario scenario) {
    try (LoadClient client = LoadClient.open(port, Target.ROLL, scenario)) {
      open.complete(null);
      client.idle(ending::get);
    } catch (IOException | RuntimeException e) {
      open.completeExceptionally(e);
      ended.completeExceptionally(e);
    }
    ended.complete(null);
  }

  private static void await(CompletableFuture<Void> done) throws IOException {
    try {
      done.orTimeout(Duration.ofMinutes(3).toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IOException("idle connections: " + e.getCause(), e);
    }
  }
}
