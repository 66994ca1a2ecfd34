package dicegate.chaos.address;

import dicegate.chaos.EnginePeer;
import dicegate.harness.ServerProcess;
import dicegate.table.valkey.RedisServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A warm server for attacks on one scene with the same settings. Used by one thread. */
final class AttackedServer implements AutoCloseable {
  /**
   * Time in which the heap's live objects are to be what they were: sessions and their kept answers
   * live for 2 minutes after their connection.
   */
  private static final Duration HEAP_LIMIT = Duration.ofSeconds(130);

  private static final Duration HEAP_PAUSE = Duration.ofSeconds(2);
  private static final double HEAP_RATIO = 1.1;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final ServerProcess process;
  private final Scene scene;
  private final Map<String, String> settings;
  private final Path home;
  private final @Nullable RedisServer redis;
  private final @Nullable EnginePeer engine;
  private final long heapBytes;

  /**
   * Takes over a server that runs, and is warm, with what it needs.
   *
   * @param settings the variables that the scene does not bring with it
   * @param home the directory in which the server writes
   */
  AttackedServer(
      ServerProcess process,
      Scene scene,
      Map<String, String> settings,
      Path home,
      @Nullable RedisServer redis,
      @Nullable EnginePeer engine)
      throws IOException, InterruptedException {
    this.process = process;
    this.scene = scene;
    this.settings = Map.copyOf(settings);
    this.home = home;
    this.redis = redis;
    this.engine = engine;
    this.heapBytes = process.liveHeapBytes();
  }

  ServerProcess process() {
    return process;
  }

  /** Returns whether attacks on this scene can begin as if the server were new. */
  boolean suits(Map<String, String> wanted, Scene at) {
    return scene != Scene.AT_SHARED_TABLES && scene == at && settings.equals(wanted);
  }

  /**
   * Waits until the live objects on the heap take what they took before all attacks, and prints it.
   *
   * @return whether they did in time
   */
  boolean awaitHeap(PrintStream out) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      long now = process.liveHeapBytes();
      Duration taken = Duration.ofNanos(System.nanoTime() - begin);
      boolean back = now <= heapBytes * HEAP_RATIO;
      if (back || taken.compareTo(HEAP_LIMIT) > 0 || process.endsWithin(HEAP_PAUSE)) {
        out.printf(
            "  live heap %.1f MB before all attacks, %.1f MB now, after %d s more   %s%n",
            heapBytes / BYTES_PER_MEGABYTE,
            now / BYTES_PER_MEGABYTE,
            taken.toSeconds(),
            back ? "met" : "FAILED");
        return back;
      }
    }
  }

  /** Ends the server, and deletes all that it has written but its logs. */
  @Override
  public void close() throws IOException {
    process.close();
    deleteAllButLogs();
    if (engine != null) {
      engine.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  @Override
  public String toString() {
    String others = settings.isEmpty() ? "" : ", " + settings;
    return switch (scene) {
          case ALONE, WITH_RESTING_TABLES -> "default settings";
          case AT_SHARED_TABLES -> "shared tables";
          case WITH_ENGINE_APART -> "engine apart";
        }
        + others;
  }

  private void deleteAllButLogs() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(home)) {
      all = files.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      if (!file.toString().endsWith(".log")) {
        Files.delete(file);
      }
    }
  }
}
