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
 * Gauges of the process and its JVM, with the names that the client libraries of Prometheus use.
 *
 * <p>Reads the platform's MXBeans and registers nothing there, so nothing survives an undeployment.
 */
final class ProcessGauges {

  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final String SYSTEM = ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME;

  private ProcessGauges() {}

  static List<Gauge> all() {
    return List.of(
        new Gauge("jvm_memory_used_bytes", "Memory in use.", "area", ProcessGauges::memoryUsed),
        new Gauge("jvm_memory_max_bytes", "Maximum memory.", "area", ProcessGauges::memoryMax),
        single("jvm_threads_current", "Current threads.", ProcessGauges::threads),
        single(
            "process_start_time_seconds",
            "Start of the process in Unix time.",
            ProcessGauges::start),
        single("process_open_fds", "Open file descriptors.", ProcessGauges::openFiles),
        single("process_max_fds", "Limit of open file descriptors.", ProcessGauges::maxFiles));
  }

  /** Returns the CPU time of the process in seconds; NaN if the JVM does not provide it. */
  static double cpuSeconds() {
    return systemAttribute("ProcessCpuTime") / NANOS_PER_SECOND;
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
    return systemAttribute("OpenFileDescriptorCount");
  }

  private static double maxFiles() {
    return systemAttribute("MaxFileDescriptorCount");
  }

  /* By attribute name, since com.sun.management is not visible to applications on every server. */
  private static double systemAttribute(String attribute) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      return ((Number) server.getAttribute(new ObjectName(SYSTEM), attribute)).doubleValue();
    } catch (JMException notOnThisSystem) {
      return Double.NaN;
    }
  }
}
