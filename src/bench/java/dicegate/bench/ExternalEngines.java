package dicegate.bench;

import dicegate.harness.PayaraMicro;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Engines from the jar as it ships, each in a process of its own on a free port of loopback. */
final class ExternalEngines implements AutoCloseable {

  private final List<Process> processes = new ArrayList<>();
  private final List<String> endpoints = new ArrayList<>();

  /**
   * Starts a number of engines; the gateway finds them once they serve.
   *
   * @param prefix command prefix, such as that which chooses a core
   */
  static ExternalEngines start(int engines, List<String> prefix, Path jar, Path directory)
      throws IOException {
    ExternalEngines started = new ExternalEngines();
    try {
      for (int i = 0; i < engines; i++) {
        started.startOne(prefix, jar, directory.resolve("engine-" + i + ".log"));
      }
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  /** Returns the endpoints in the format of {@code DICEGATE_ENGINES}. */
  String setting() {
    return endpoints.stream().collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }

  private void startOne(List<String> prefix, Path jar, Path log) throws IOException {
    String endpoint = "tcp://127.0.0.1:" + PayaraMicro.freePort();
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx48m",
            "-jar",
            jar.toString(),
            "--bind",
            endpoint));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    processes.add(process);
    endpoints.add(endpoint);
  }
}
