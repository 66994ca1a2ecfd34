package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.harness.ClientFrames;
import dicegate.harness.Cores;
import dicegate.harness.PayaraMicro;
import dicegate.harness.WebSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One roll at a time on one core, which is where threads that wait for each other cost most: when
 * one of them polls without a pause, the other one gets the core only at the end of a time slice,
 * some 4 ms later. Rate, 99th percentile and CPU time are printed; {@code bench load} guards the
 * CPU time of a roll more closely.
 */
final class OneCoreProcessIT {

  private static final int ROLLS = 20_000;

  /** A time slice for every second roll. If each roll waits for one, 20,000 take 80 s. */
  private static final Duration LIMIT = Duration.ofSeconds(40);

  /**
   * The CPU time of the rolls, in that of the server's start: what a fast machine and a slow one
   * have in common. Some 0.5 are usual, since the server compiles itself meanwhile. When each roll
   * passed five threads, all of which waited in JeroMQ's poller, it was above 1.
   */
  private static final double CPU_LIMIT = 1;

  private static final int MAX_DICE = 5;
  private static final int BUFFER_BYTES = 8_192;
  private static final long POLL_MILLIS = 1_000;
  private static final long CLIENT_LIMIT_SECONDS = 120;

  @Test
  void rollsOneAtATimeDoNotWaitForTimeSlices(@TempDir Path directory) throws Exception {
    Cores cores = Cores.ofThisProcess();
    try (PayaraMicro server = start(cores, directory)) {
      Duration ready = server.awaitRoll();

      long before = server.cpuNanos();
      Histogram nanos = roll(cores, server);
      Duration cpu = Duration.ofNanos(server.cpuNanos() - before);

      print(cores, ready, nanos, cpu, Duration.ofNanos(before));
      assertThat(nanos.getTotalCount()).isEqualTo(ROLLS);
      assertThat(total(nanos)).as(server.logTail()).isLessThan(LIMIT);
      assertThat((double) cpu.toNanos() / before).as(server.logTail()).isLessThan(CPU_LIMIT);
    }
  }

  private static PayaraMicro start(Cores cores, Path directory) throws IOException {
    return PayaraMicro.startOnOneCore(
        cores,
        Path.of(System.getProperty("payara.micro.jar")),
        List.of("-Xmx512m"),
        directory,
        List.of(Path.of(System.getProperty("dicegate.war"))),
        Map.of());
  }

  /** Rolls on a thread of its own, since it stays on its core; returns the time of each roll. */
  private static Histogram roll(Cores cores, PayaraMicro server) throws Exception {
    FutureTask<Histogram> task =
        new FutureTask<>(
            () -> {
              cores.moveClient();
              return roll(server.port());
            });
    Thread client = new Thread(task, "one-core-client");
    client.setDaemon(true);
    client.start();
    return task.get(CLIENT_LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static Histogram roll(int port) throws IOException {
    Histogram nanos = new Histogram(Duration.ofMinutes(2).toNanos(), 3);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (Selector selector = Selector.open()) {
      WebSocketChannel channel =
          new WebSocketChannel(selector, address, "/ws", "", BUFFER_BYTES, BUFFER_BYTES, "client");
      try {
        while (!channel.isUpgraded()) {
          poll(selector, channel);
        }
        for (int i = 0; i < ROLLS; i++) {
          // Unlike the roll before, so that a repeated answer is noticed.
          int dice = 1 + i % MAX_DICE;
          long start = System.nanoTime();
          channel.put(ClientFrames.text(dice + "d6"));
          channel.flush();
          while (!channel.next()) {
            poll(selector, channel);
          }
          nanos.recordValue(System.nanoTime() - start);
          check(channel, dice);
        }
      } finally {
        channel.abort();
      }
    }
    return nanos;
  }

  private static void poll(Selector selector, WebSocketChannel channel) throws IOException {
    selector.select(POLL_MILLIS);
    boolean readable = !selector.selectedKeys().isEmpty() && channel.ready();
    selector.selectedKeys().clear();
    if (readable && !channel.read()) {
      throw new IOException("end of stream");
    }
    channel.flush();
  }

  private static void check(WebSocketChannel channel, int dice) throws IOException {
    if (channel.isClose()) {
      throw new IOException("close " + channel.closeCode());
    }
    assertThat(channel.payload()).matches("\\[[1-6](?:, [1-6]){" + (dice - 1) + "}]");
  }

  private static Duration total(Histogram nanos) {
    return Duration.ofNanos((long) (nanos.getMean() * nanos.getTotalCount()));
  }

  private static void print(
      Cores cores, Duration ready, Histogram nanos, Duration cpu, Duration startCpu) {
    System.out.printf(
        Locale.ROOT,
        "one core: %,d rolls one at a time, %,.0f/s, p50 %.3f ms, p99 %.3f ms, max %.1f ms;"
            + " CPU %.1f s, %.0f us a roll, %.2f of that of the start; ready in %.1f s; %s%n",
        nanos.getTotalCount(),
        1e9 / nanos.getMean(),
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getMaxValue() / 1e6,
        cpu.toMillis() / 1e3,
        cpu.toNanos() / 1e3 / nanos.getTotalCount(),
        (double) cpu.toNanos() / startCpu.toNanos(),
        ready.toMillis() / 1e3,
        cores.description());
  }
}
