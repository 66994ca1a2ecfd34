package dicegate.bench;

import com.sun.management.OperatingSystemMXBean;
import dicegate.harness.PayaraMicro;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The measurements of one endpoint under one load for some seconds.
 *
 * @param serverCpuNanos CPU time of the whole server process during the run
 * @param clientCpuNanos CPU time of this process during the run
 */
record Run(
    Histogram latencyNanos,
    long refused,
    long wallNanos,
    long serverCpuNanos,
    long clientCpuNanos) {

  /** Time under load before the measurement begins. */
  private static final Duration SETTLE = Duration.ofSeconds(1);

  /** Opens the connections, measures, waits for each answer, and closes them. */
  static Run run(PayaraMicro server, Target target, Scenario scenario, Duration time)
      throws IOException {
    try (LoadClient client = LoadClient.open(server.port(), target, scenario)) {
      client.run(SETTLE, new Recording());
      Recording recording = new Recording();
      long wall = System.nanoTime();
      long serverCpu = server.cpuNanos();
      long clientCpu = clientCpuNow();
      client.run(time, recording);
      Run run =
          new Run(
              recording.latencyNanos(),
              recording.refusals(),
              System.nanoTime() - wall,
              server.cpuNanos() - serverCpu,
              clientCpuNow() - clientCpu);
      client.drain();
      return run;
    }
  }

  /** Returns all runs as one. */
  static Run sum(List<Run> runs) {
    Histogram latency = new Recording().latencyNanos();
    runs.forEach(run -> latency.add(run.latencyNanos));
    return new Run(
        latency,
        runs.stream().mapToLong(Run::refused).sum(),
        runs.stream().mapToLong(Run::wallNanos).sum(),
        runs.stream().mapToLong(Run::serverCpuNanos).sum(),
        runs.stream().mapToLong(Run::clientCpuNanos).sum());
  }

  double messagesPerSecond() {
    return messages() * 1e9 / wallNanos;
  }

  double serverMicrosPerMessage() {
    return serverCpuNanos / 1e3 / messages();
  }

  /** Returns the number of cores that the server used on average. */
  double serverCores() {
    return (double) serverCpuNanos / wallNanos;
  }

  /** Returns the number of cores that the load client used on average. */
  double clientCores() {
    return (double) clientCpuNanos / wallNanos;
  }

  double latencyMillis(double percentile) {
    return latencyNanos.getValueAtPercentile(percentile) / 1e6;
  }

  private double messages() {
    return latencyNanos.getTotalCount();
  }

  private static long clientCpuNow() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
