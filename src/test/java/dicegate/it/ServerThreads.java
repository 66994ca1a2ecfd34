package dicegate.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The threads of the servers that this JVM has started, by jcmd. */
final class ServerThreads {

  /** Ours by name, and those that a ZeroMQ context runs for itself. */
  private static final Pattern OURS =
      Pattern.compile("^\"((?:dicegate|iothread|reaper)[^\"]*)\"", Pattern.MULTILINE);

  private static final long EXIT_LIMIT_SECONDS = 30;

  private ServerThreads() {}

  /** Returns the names of our threads in every server. */
  static List<String> ours() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (ProcessHandle server : servers()) {
      Matcher matcher = OURS.matcher(dump(server));
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  /** Waits until no server has a thread of ours; false if some have after the limit. */
  static boolean goneWithin(Duration limit) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!ours().isEmpty()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
    }
    return true;
  }

  private static List<ProcessHandle> servers() throws IOException {
    List<ProcessHandle> servers =
        new ArrayList<>(
            ProcessHandle.current().descendants().filter(ServerThreads::isServer).toList());
    // asadmin starts a Payara Server and ends: no descendant of this JVM's.
    String pidFile = System.getProperty("server.pid.file");
    if (pidFile != null) {
      long pid = Long.parseLong(Files.readString(Path.of(pidFile)).strip());
      ProcessHandle.of(pid).ifPresent(servers::add);
    }
    return servers;
  }

  private static boolean isServer(ProcessHandle process) {
    String line = process.info().commandLine().orElse("");
    return process.isAlive() && (line.contains("payara-micro") || line.contains("jboss-modules"));
  }

  private static String dump(ProcessHandle server) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), "Thread.print")
            .redirectErrorStream(true)
            .start();
    String dump = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() == 0) {
      return dump;
    }
    // Undeploying ends a Payara Micro that the adapter started; one that is going has no dump.
    try {
      server.onExit().get(EXIT_LIMIT_SECONDS, TimeUnit.SECONDS);
      return "";
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("jcmd failed and the server lives: " + dump, e);
    }
  }
}
