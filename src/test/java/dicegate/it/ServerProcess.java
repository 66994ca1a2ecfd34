package dicegate.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A running server, seen from outside with jcmd and Linux' {@code /proc}. */
final class ServerProcess {

  /** Names of Dicegate's threads, and of those that a ZeroMQ context starts. */
  private static final Pattern OURS = Pattern.compile("(?:dicegate|iothread|reaper).*");

  private static final Pattern NAME = Pattern.compile("^\"([^\"]*)\"", Pattern.MULTILINE);

  private final ProcessHandle process;

  ServerProcess(ProcessHandle process) {
    this.process = process;
  }

  /** Returns the server that the Arquillian adapter has started. */
  static ServerProcess ofAdapter() throws IOException {
    // A Payara Server is not a descendant of this JVM, since asadmin starts it and ends.
    String pidFile = System.getProperty("server.pid.file");
    if (pidFile != null) {
      long pid = Long.parseLong(Files.readString(Path.of(pidFile)).strip());
      return new ServerProcess(ProcessHandle.of(pid).orElseThrow());
    }
    return new ServerProcess(
        ProcessHandle.current()
            .descendants()
            .filter(one -> one.info().commandLine().orElse("").contains("jboss-modules"))
            .findFirst()
            .orElseThrow());
  }

  /** Returns the names of all threads. */
  List<String> threads() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(jcmd("Thread.print"));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Returns the names of Dicegate's threads. */
  List<String> ourThreads() throws IOException, InterruptedException {
    return threads().stream().filter(ServerProcess::isOurs).toList();
  }

  /** Returns whether a thread of that name is Dicegate's. */
  static boolean isOurs(String thread) {
    return OURS.matcher(thread).matches();
  }

  /**
   * Waits until all of Dicegate's threads have ended; returns false if some are left after the
   * limit.
   */
  boolean ourThreadsGoneWithin(Duration limit) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!ourThreads().isEmpty()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
    }
    return true;
  }

  /** Returns the number of open files and sockets; 0 on a system without {@code /proc}. */
  int descriptors() throws IOException {
    Path directory = Path.of("/proc", Long.toString(process.pid()), "fd");
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(directory)) {
      return (int) open.count();
    }
  }

  /** Collects garbage: twice, for objects that are freed only after a cleaner has run. */
  void collectGarbage() throws IOException, InterruptedException {
    jcmd("GC.run");
    jcmd("GC.run_finalization");
    jcmd("GC.run");
  }

  /** Writes the live objects to a new file. */
  void dumpHeap(Path file) throws IOException, InterruptedException {
    jcmd("GC.heap_dump", file.toAbsolutePath().toString());
  }

  private String jcmd(String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(Long.toString(process.pid()));
    line.addAll(Arrays.asList(command));
    Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("failed: " + line + ": " + output);
    }
    return output;
  }
}
