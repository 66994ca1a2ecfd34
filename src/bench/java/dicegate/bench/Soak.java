package dicegate.bench;

import dicegate.harness.Artifacts;
import dicegate.harness.PayaraMicro;
import dicegate.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;

/**
 * Runs the WAR for a long time under a mixed load, and prints its heap, threads and descriptors
 * each minute. A wrong answer or a lost connection ends it with an exception; growth is only
 * printed.
 *
 * @see SoakSettings
 */
public final class Soak {

  private static final Duration SAMPLE_EVERY = Duration.ofMinutes(1);
  private static final double BYTES_PER_MB = 1e6;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Change of the heap that does not count as growth: a sample is of one moment. */
  private static final double HEAP_TOLERANCE = 0.05;

  /** Change of a count that does not count as growth: connections and JVM threads vary. */
  private static final int COUNT_TOLERANCE = 10;

  private final SoakSettings settings;
  private final SoakTally tally = new SoakTally();

  /** The server's use of resources at one moment. */
  private record Sample(long heapBytes, int threads, int descriptors) {
    static Sample of(PayaraMicro server) throws IOException, InterruptedException {
      return new Sample(server.liveHeapBytes(), server.threads(), server.descriptors());
    }
  }

  private Soak(SoakSettings settings) {
    this.settings = settings;
  }

  /** Returns the program {@code soak}. */
  static Program program() {
    return new Program(
        "soak",
        "the WAR for a long time under a mixed load; prints its heap, threads and descriptors",
        false,
        SoakSettings.OPTIONS,
        arguments -> {
          runOnce(SoakSettings.of(arguments, Artifacts.fromSystemProperties()));
          return true;
        });
  }

  private static void runOnce(SoakSettings settings) throws Exception {
    Path directory = Files.createTempDirectory("dicegate-soak");
    Path war = Files.copy(settings.artifacts().war(), directory.resolve("ROOT.war"));
    try (PayaraMicro server =
        PayaraMicro.start(
            settings.artifacts().payaraMicroJar(),
            settings.serverArgs(),
            directory,
            List.of(war),
            Map.of())) {
      Target.ROLL.awaitAnswer(server);
      new Soak(settings).run(server);
    }
  }

  private void run(PayaraMicro server) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "Java %s, %d processors, %s; %d messages a second for %s after %s of warm-up%n%s%n%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        settings.artifacts().payaraMicroJar().getFileName(),
        settings.rate(),
        settings.time(),
        settings.warmup(),
        SoakClients.describe());
    AtomicBoolean end = new AtomicBoolean();
    FutureTask<Void> rolling =
        new FutureTask<>(
            () -> {
              try (SoakClients clients = new SoakClients(server.port(), settings.rate(), tally)) {
                clients.run(end::get);
              }
              return null;
            });
    Thread.ofPlatform().name("soak-clients").daemon().start(rolling);
    try {
      await(rolling, settings.warmup());
      measure(server, rolling);
    } catch (ExecutionException e) {
      throw new IOException("the clients failed: " + e.getCause() + server.logTail(), e);
    } finally {
      end.set(true);
    }
    rolling.get();
  }

  private void measure(PayaraMicro server, FutureTask<Void> rolling) throws Exception {
    System.out.println(
        "   after  heap MB  threads  descriptors   answers  errors  p50 ms  p99 ms  max ms");
    Sample first = Sample.of(server);
    tally.reset();
    row(Duration.ZERO, first, tally.latestNanos());
    Sample last = first;
    Duration elapsed = Duration.ZERO;
    while (elapsed.compareTo(settings.time()) < 0) {
      Duration left = settings.time().minus(elapsed);
      Duration step = left.compareTo(SAMPLE_EVERY) < 0 ? left : SAMPLE_EVERY;
      await(rolling, step);
      elapsed = elapsed.plus(step);
      Histogram latest = tally.latestNanos();
      // Last, since a full garbage collection stops the server for a moment.
      last = Sample.of(server);
      row(elapsed, last, latest);
    }
    row(elapsed, last, tally.allNanos());
    System.out.println(tally);
    verdict(first, last);
  }

  /** Waits for a time; fails if the clients end before, which only a failure makes them do. */
  private static void await(FutureTask<Void> rolling, Duration time)
      throws InterruptedException, ExecutionException, IOException {
    try {
      rolling.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return;
    }
    throw new IOException("the clients have ended");
  }

  private void row(Duration after, Sample sample, Histogram nanos) {
    System.out.printf(
        Locale.ROOT,
        "%7ds %8.1f %8d %12d %,9d %7d %7.2f %7.2f %7.1f%n",
        after.toSeconds(),
        sample.heapBytes() / BYTES_PER_MB,
        sample.threads(),
        sample.descriptors(),
        nanos.getTotalCount(),
        tally.refusedCount(),
        nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
        nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
        nanos.getMaxValue() / NANOS_PER_MILLI);
  }

  private static void verdict(Sample first, Sample last) {
    double heap = (double) last.heapBytes() / first.heapBytes() - 1;
    int threads = last.threads() - first.threads();
    int descriptors = last.descriptors() - first.descriptors();
    System.out.printf(Locale.ROOT, "heap %+.1f %%: %s%n", heap * 100, word(heap > HEAP_TOLERANCE));
    System.out.printf(Locale.ROOT, "threads %+d: %s%n", threads, word(threads > COUNT_TOLERANCE));
    System.out.printf(
        Locale.ROOT, "descriptors %+d: %s%n", descriptors, word(descriptors > COUNT_TOLERANCE));
  }

  private static String word(boolean grew) {
    return grew ? "GREW" : "has not grown";
  }
}
