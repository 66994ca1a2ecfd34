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

/** A running server, seen from outside: by jcmd, and by what Linux tells of a process. */
final class ServerProcess {

  /** Ours by name, and those that a ZeroMQ context runs for itself. */
  private static final Pattern OURS = Pattern.compile("(?:dicegate|iothread|reaper).*");

  private static final Pattern NAME = Pattern.compile("^\"([^\"]*)\"", Pattern.MULTILINE);

  private final ProcessHandle process;

  ServerProcess(ProcessHandle process) {
    this.process = process;
  }

  /** Returns the one that the adapter has started. */
  static ServerProcess ofAdapter() throws IOException {
    // asadmin starts a Payara Server and ends, so that it is no descendant of this JVM.
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

  /** Returns the names of our threads. */
  List<String> ourThreads() throws IOException, InterruptedException {
    return threads().stream().filter(ServerProcess::isOurs).toList();
  }

  /** Tells whether a thread of that name is ours. */
  static boolean isOurs(String thread) {
    return OURS.matcher(thread).matches();
  }

  /** Waits until no thread of ours is left; false if there are some after the limit. */
  boolean ourThreadsGoneWithin(Duration limit) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!ourThreads().isEmpty()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
    }
    return true;
  }

  /** Returns how many files and sockets are open; 0 on a system that does not tell. */
  int descriptors() throws IOException {
    Path directory = Path.of("/proc", Long.toString(process.pid()), "fd");
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(directory)) {
      return (int) open.count();
    }
  }

  /** Collects garbage: twice, for what is freed only after a cleaner has run. */
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
