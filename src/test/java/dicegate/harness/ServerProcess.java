package dicegate.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server with the WAR in a process of its own, from its start to {@link #close}. */
public class ServerProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration JCMD_TIMEOUT = Duration.ofSeconds(30);
  private static final long RETRY_MILLIS = 20;
  private static final int LOG_LINES = 40;
  private static final Pattern THREE_DICE = Pattern.compile("\\[[1-6], [1-6], [1-6]]");

  private static final Pattern THREAD_CPU = Pattern.compile(" cpu=([0-9.]+)ms");
  private static final double NANOS_PER_MILLI = 1e6;

  private final Process process;
  private final Thread hook;
  private final long startedNanos;
  private final int port;
  private final Path log;

  /**
   * Starts a command in a directory; the server is not ready yet.
   *
   * @param port its HTTP port, on loopback
   * @param variables further variables of its environment
   */
  ServerProcess(List<String> command, Path directory, int port, Map<String, String> variables)
      throws IOException {
    this.port = port;
    this.log = directory.resolve("server.log");
    this.startedNanos = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    this.process = builder.start();
    this.hook = new Thread(() -> kill(process.toHandle()), "bench-end-server");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Returns its HTTP port, on loopback. */
  public int port() {
    return port;
  }

  /** Returns the file with all of the server's output. */
  public Path log() {
    return log;
  }

  /** Returns whether the process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for a time; returns true at once if the process ends. */
  public boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns the CPU time of the server's JVM, in steps of 10 ms on Linux. */
  public long cpuNanos() {
    return jvm().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /** Returns the bytes of live objects on the heap, after a full garbage collection. */
  public long liveHeapBytes() throws IOException, InterruptedException {
    String text = jcmd("GC.class_histogram");
    int total = text.lastIndexOf("Total");
    if (total < 0) {
      throw new IOException("no histogram of the heap: " + text);
    }
    return Long.parseLong(text.substring(total).strip().split("\\s+", -1)[2]);
  }

  /** Returns the number of live objects of a class, after a full garbage collection. */
  public long liveObjects(String className) throws IOException, InterruptedException {
    return jcmd("GC.class_histogram")
        .lines()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(fields -> fields.length > 3 && fields[3].equals(className))
        .mapToLong(fields -> Long.parseLong(fields[1]))
        .sum();
  }

  /** Returns the number of threads, the JVM's own included. */
  public int threads() throws IOException, InterruptedException {
    return threadNames().size();
  }

  /** Returns the names of all threads, the JVM's own included. */
  public List<String> threadNames() throws IOException, InterruptedException {
    return jcmd("Thread.print")
        .lines()
        .filter(line -> line.startsWith("\""))
        .map(line -> line.substring(1, line.indexOf('"', 1)))
        .toList();
  }

  /** Returns the CPU time of all threads whose names begin so. */
  public Duration threadCpu(String namePrefix) throws IOException, InterruptedException {
    double millis =
        jcmd("Thread.print")
            .lines()
            .filter(line -> line.startsWith("\"" + namePrefix))
            .map(THREAD_CPU::matcher)
            .filter(Matcher::find)
            .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
            .sum();
    return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
  }

  /** Returns the number of open files and sockets; 0 without {@code /proc}. */
  public int descriptors() throws IOException {
    Path directory = Path.of("/proc", String.valueOf(jvm().pid()), "fd");
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(directory)) {
      return (int) open.count();
    }
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(log.getParent(), "jcmd", ".txt");
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process running =
        new ProcessBuilder(jcmd, String.valueOf(jvm().pid()), command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!running.waitFor(JCMD_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      running.destroyForcibly();
      throw new IOException(command + " did not end within " + JCMD_TIMEOUT.toSeconds() + " s");
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    if (running.exitValue() != 0) {
      throw new IOException(command + " failed: " + text);
    }
    return text;
  }

  /** Waits until the WAR rolls dice; returns the time since the start. */
  public Duration awaitRoll() throws IOException, InterruptedException {
    return awaitAnswer("/ws", "3d6", answer -> THREE_DICE.matcher(answer).matches());
  }

  /**
   * Asks over a new WebSocket, again and again, until the answer is right.
   *
   * @return the time since the start of the process
   * @throws IOException if the server ends, or gives no right answer in time
   */
  public Duration awaitAnswer(String path, String request, Predicate<String> isRight)
      throws IOException, InterruptedException {
    String last = "not tried";
    while (System.nanoTime() - startedNanos < START_TIMEOUT.toNanos()) {
      try {
        String answer = FirstAnswer.to(port, path, request, ANSWER_TIMEOUT);
        if (isRight.test(answer)) {
          return Duration.ofNanos(System.nanoTime() - startedNanos);
        }
        last = answer;
      } catch (IOException e) {
        last = String.valueOf(e.getMessage());
      }
      if (process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("the server ended with " + process.exitValue() + logTail());
      }
    }
    throw new IOException(path + " has not answered: " + last + logTail());
  }

  /** Ends the process: SIGTERM first, then by force. */
  @Override
  public void close() throws IOException {
    jvm().destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        kill(process.toHandle());
        process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      kill(process.toHandle());
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the last lines of the server's log, for a message about a failure. */
  public String logTail() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
      return System.lineSeparator() + String.join(System.lineSeparator(), tail);
    } catch (IOException e) {
      return " (no log: " + e.getMessage() + ")";
    }
  }

  /** Returns a free port of loopback. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns the JVM that a start script runs, or the process itself. */
  private ProcessHandle jvm() {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElse(process.toHandle());
  }

  private static void kill(ProcessHandle parent) {
    List<ProcessHandle> children = parent.descendants().toList();
    parent.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
