package dicegate.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts servers on one core of the machine and their client on another, by {@code taskset} of
 * util-linux. Where that does not exist, nothing is moved, and {@link #description()} says so: a
 * JVM with {@link #ONE_PROCESSOR} then still believes in one processor.
 */
public final class Cores {

  /** The JVM's option for a machine of one core. */
  public static final String ONE_PROCESSOR = "-XX:ActiveProcessorCount=1";

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private final List<Integer> cores;

  Cores(List<Integer> cores) {
    this.cores = List.copyOf(cores);
  }

  /** Returns the cores that this process may use; none without {@code taskset}. */
  public static Cores ofThisProcess() throws IOException {
    if (!Files.isReadable(STATUS) || !isInstalled()) {
      return new Cores(List.of());
    }
    List<Integer> cores =
        Files.readAllLines(STATUS, StandardCharsets.UTF_8).stream()
            .filter(line -> line.startsWith(ALLOWED))
            .flatMap(line -> parse(line.substring(ALLOWED.length()).strip()))
            .toList();
    return new Cores(cores);
  }

  /** Returns the words before a command that put its process on the first core; may be empty. */
  public List<String> serverPrefix() {
    return cores.isEmpty() ? List.of() : List.of("taskset", "-c", String.valueOf(cores.getFirst()));
  }

  /**
   * Moves the client's thread, which calls this, to the last core. Without effect if that is the
   * servers' core.
   */
  public void moveClient() throws IOException, InterruptedException {
    if (cores.size() < 2) {
      return;
    }
    // A link to PID/task/TID: Java has no name for a thread of the kernel.
    String thread = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
    Process process =
        new ProcessBuilder("taskset", "-p", "-c", String.valueOf(cores.getLast()), thread)
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("taskset failed: " + text);
    }
  }

  /** Returns a sentence about the cores in use, for people. */
  public String description() {
    return switch (cores.size()) {
      case 0 -> "no taskset: servers and client on all cores";
      case 1 -> "servers and client on the only core";
      default ->
          "servers on core %d, client on core %d".formatted(cores.getFirst(), cores.getLast());
    };
  }

  /** Returns the numbers of a list such as {@code 0-3,8}. */
  static Stream<Integer> parse(String list) {
    return Arrays.stream(list.split(",", -1))
        .flatMap(
            range -> {
              String[] ends = range.split("-", 2);
              int first = Integer.parseInt(ends[0]);
              int last = Integer.parseInt(ends[ends.length - 1]);
              return IntStream.rangeClosed(first, last).boxed();
            });
  }

  private static boolean isInstalled() {
    String path = System.getenv().getOrDefault("PATH", "");
    List<Path> folders = new ArrayList<>();
    for (String folder : path.split(":", -1)) {
      folders.add(Path.of(folder));
    }
    return folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve("taskset")));
  }
}
