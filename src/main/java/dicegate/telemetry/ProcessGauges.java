package dicegate.telemetry;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The process and its JVM, under the names that Prometheus' own libraries give them.
 *
 * <p>Read from the platform's beans; nothing is registered there, so nothing stays behind.
 */
final class ProcessGauges {

  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final String SYSTEM = ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME;

  private ProcessGauges() {}

  static List<Gauge> all() {
    return List.of(
        new Gauge("jvm_memory_used_bytes", "Memory in use.", "area", ProcessGauges::memoryUsed),
        new Gauge(
            "jvm_memory_max_bytes", "Memory that may be used.", "area", ProcessGauges::memoryMax),
        single("jvm_threads_current", "Threads.", ProcessGauges::threads),
        single(
            "process_start_time_seconds", "Start of the process, Unix time.", ProcessGauges::start),
        single("process_open_fds", "Open file descriptors.", ProcessGauges::openFiles),
        single("process_max_fds", "The limit of open file descriptors.", ProcessGauges::maxFiles));
  }

  /** Returns the CPU time of the process in seconds; not a number where the JVM does not tell. */
  static double cpuSeconds() {
    return system("ProcessCpuTime") / NANOS_PER_SECOND;
  }

  private static Gauge single(String metric, String help, DoubleSupplier value) {
    return new Gauge(metric, help, "", () -> Map.of("", Double.valueOf(value.getAsDouble())));
  }

  private static Map<String, Double> memoryUsed() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return Map.of(
        "heap", (double) memory.getHeapMemoryUsage().getUsed(),
        "nonheap", (double) memory.getNonHeapMemoryUsage().getUsed());
  }

  private static Map<String, Double> memoryMax() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return Map.of(
        "heap", (double) memory.getHeapMemoryUsage().getMax(),
        "nonheap", (double) memory.getNonHeapMemoryUsage().getMax());
  }

  private static double threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static double start() {
    return ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND;
  }

  private static double openFiles() {
    return system("OpenFileDescriptorCount");
  }

  private static double maxFiles() {
    return system("MaxFileDescriptorCount");
  }

  /* By name, since the type that has these is in a package that not every server shows us. */
  private static double system(String attribute) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      return ((Number) server.getAttribute(new ObjectName(SYSTEM), attribute)).doubleValue();
    } catch (JMException notOnThisSystem) {
      return Double.NaN;
    }
  }
}
