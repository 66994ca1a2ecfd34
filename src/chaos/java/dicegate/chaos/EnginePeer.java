package dicegate.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One engine of the run at a fixed endpoint: a process of the jar as it ships, replaced by another
 * one after each fault that ends it. Confined to the main thread.
 */
public final class EnginePeer implements AutoCloseable {
  private static final long EXIT_SECONDS = 10;

  private final String name;
  private final String endpoint;
  private final ProcessBuilder builder;
  private Process process;
  private Thread hook;

  /**
   * Starts the engine; it is not ready yet.
   *
   * @param prefix command prefix, such as that which enters a network namespace
   */
  public EnginePeer(String name, Path jar, String endpoint, List<String> prefix, Path log)
      throws IOException {
    this.name = name;
    this.endpoint = endpoint;
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx48m", "-jar", jar.toString()));
    command.addAll(List.of("--bind", endpoint, "--workers", "2"));
    this.builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    this.process = builder.start();
    this.hook = endWithThisJvm(process);
  }

  String name() {
    return name;
  }

  /** Returns where it is bound. */
  public String endpoint() {
    return endpoint;
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() throws IOException, InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Sends SIGTERM and waits for the end. */
  void terminate() throws IOException, InterruptedException {
    process.destroy();
    awaitEnd();
  }

  /** Sends SIGSTOP. */
  void freeze() throws IOException, InterruptedException {
    Command.run("kill", "-STOP", String.valueOf(process.pid()));
  }

  /** Sends SIGCONT. */
  void thaw() throws IOException, InterruptedException {
    Command.run("kill", "-CONT", String.valueOf(process.pid()));
  }

  /** Starts the next process at the same endpoint. */
  void restart() throws IOException {
    process = builder.start();
    hook = endWithThisJvm(process);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() throws IOException, InterruptedException {
    if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException(name + " has not ended within " + EXIT_SECONDS + " s");
    }
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private static Thread endWithThisJvm(Process process) {
    Thread hook = new Thread(process::destroyForcibly, "chaos-end-engine");
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }
}
