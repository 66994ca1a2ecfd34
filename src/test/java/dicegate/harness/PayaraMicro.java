package dicegate.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Payara Micro in a process of its own, from its start to {@link #close}. */
public final class PayaraMicro implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
  private static final long RETRY_MILLIS = 20;
  private static final int LOG_LINES = 40;
  private static final Pattern THREE_DICE = Pattern.compile("\\[[1-6], [1-6], [1-6]]");

  private final Process process;
  private final Thread hook;
  private final long startedNanos;
  private final int port;
  private final Path log;

  private PayaraMicro(Process process, long startedNanos, int port, Path log) {
    this.process = process;
    this.hook = new Thread(process::destroyForcibly, "bench-end-server");
    this.startedNanos = startedNanos;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts a server in a directory of its own; it is not ready yet.
   *
   * @param serverArgs further arguments for its JVM
   * @param variables further variables of its environment
   */
  public static PayaraMicro start(
      Path jar,
      List<String> serverArgs,
      Path directory,
      List<Path> wars,
      Map<String, String> variables)
      throws IOException {
    return start(jar, serverArgs, directory, wars, variables, freePort());
  }

  /**
   * Starts a server in a directory of its own on a free port; it is not ready yet.
   *
   * @param serverArgs further arguments for its JVM
   * @param variables further variables of its environment
   */
  public static PayaraMicro start(
      Path jar,
      List<String> serverArgs,
      Path directory,
      List<Path> wars,
      Map<String, String> variables,
      int port)
      throws IOException {
    return start(List.of(), jar, serverArgs, directory, wars, variables, port);
  }

  /**
   * Starts a server on the first of the cores, with a JVM for one processor; it is not ready yet.
   *
   * @param serverArgs further arguments for its JVM
   * @param variables further variables of its environment
   */
  public static PayaraMicro startOnOneCore(
      Cores cores,
      Path jar,
      List<String> serverArgs,
      Path directory,
      List<Path> wars,
      Map<String, String> variables)
      throws IOException {
    List<String> args = new ArrayList<>(serverArgs);
    args.add(Cores.ONE_PROCESSOR);
    return start(cores.serverPrefix(), jar, args, directory, wars, variables, freePort());
  }

  private static PayaraMicro start(
      List<String> prefix,
      Path jar,
      List<String> serverArgs,
      Path directory,
      List<Path> wars,
      Map<String, String> variables,
      int port)
      throws IOException {
    Files.createDirectories(directory);
    Path log = directory.resolve("server.log");
    List<String> command = new ArrayList<>(prefix);
    command.addAll(command(jar, serverArgs, directory, wars, port));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("DICEGATE_ENGINE_BIND", "tcp://127.0.0.1:" + freePort());
    // All connections of the load have one address, and send as fast as they can.
    environment.put("DICEGATE_CLIENT_PER_ADDRESS", "0");
    environment.put("DICEGATE_CLIENT_RATE", "0");
    environment.put("DICEGATE_CLIENTS", "20000");
    environment.putAll(variables);
    long startedNanos = System.nanoTime();
    PayaraMicro server = new PayaraMicro(builder.start(), startedNanos, port, log);
    Runtime.getRuntime().addShutdownHook(server.hook);
    return server;
  }

  /** Returns its HTTP port, on loopback. */
  public int port() {
    return port;
  }

  /** Returns the file with all of the server's output. */
  public Path log() {
    return log;
  }

  /** Returns the CPU time of the process, in steps of 10 ms on Linux. */
  public long cpuNanos() {
    return process.info().totalCpuDuration().orElseThrow().toNanos();
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

  /** Returns the number of open files and sockets; 0 without {@code /proc}. */
  public int descriptors() throws IOException {
    Path directory = Path.of("/proc", String.valueOf(process.pid()), "fd");
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(directory)) {
      return (int) open.count();
    }
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, String.valueOf(this.process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
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
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      process.destroyForcibly();
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

  private static List<String> command(
      Path jar, List<String> serverArgs, Path directory, List<Path> wars, int port) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(serverArgs);
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-jar");
    command.add(jar.toString());
    for (Path war : wars) {
      command.add("--deploy");
      command.add(war.toString());
    }
    command.addAll(List.of("--port", String.valueOf(port), "--nocluster"));
    return command;
  }

  /** Returns a free port of loopback. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
