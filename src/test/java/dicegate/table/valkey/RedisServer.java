package dicegate.table.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A real server on a free loopback port, with its own directory. */
public final class RedisServer implements AutoCloseable {

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final int port;
  private final Path directory;
  private final List<String> options;
  private @Nullable Process process;

  private RedisServer(int port, Path directory, List<String> options) {
    this.port = port;
    this.directory = directory;
    this.options = options;
  }

  /**
   * Starts a server. Without the program the test is skipped, except in CI, where it is required.
   *
   * @param options as on the command line, {@code --appendonly yes}
   */
  public static RedisServer start(String... options) {
    boolean found = isInstalled();
    assertThat(found || System.getenv("CI") == null).as("redis-server in CI").isTrue();
    assumeTrue(found, "redis-server is not installed: apt-get install redis-server");
    try {
      RedisServer server =
          new RedisServer(
              freePort(), Files.createTempDirectory("dicegate-redis"), List.of(options));
      server.restart();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** Returns the value for {@code dicegate.bus}. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public ValkeyAddress address() {
    return ValkeyAddress.parse(url());
  }

  /** Opens a connection of the test to the server. */
  public Jedis jedis() {
    return new Jedis("127.0.0.1", port);
  }

  /** Fills its memory up to this number of bytes, by a list. */
  public void fill(String list, long bytes) {
    String block = "x".repeat(100_000);
    try (Jedis jedis = jedis()) {
      while (usedBytes() < bytes) {
        jedis.rpush(list, block);
      }
    }
  }

  /** Returns the memory that it uses. */
  public long usedBytes() {
    try (Jedis jedis = jedis()) {
      return jedis
          .info("memory")
          .lines()
          .filter(line -> line.startsWith("used_memory:"))
          .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Starts it again on the same port and directory. */
  public void restart() {
    List<String> command = new ArrayList<>();
    command.add("redis-server");
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
    command.addAll(List.of("--dir", directory.toString(), "--repl-diskless-sync-delay", "0"));
    command.addAll(options);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitServing();
  }

  /** Stops it as an operator does: pending data is written. */
  public void stop() {
    end(false);
  }

  /** Kills it, as a crash does. */
  public void kill() {
    end(true);
  }

  /** Suspends it, so that it hangs. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  @Override
  public void close() {
    if (running().isAlive()) {
      thaw();
      kill();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether the program is in the {@code PATH}. */
  public static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitServing() {
    long start = System.nanoTime();
    while (!serves()) {
      assertThat(running().isAlive()).as("redis-server runs").isTrue();
      assertThat(System.nanoTime() - start).as("start of redis-server").isLessThan(LIMIT_NANOS);
      Thread.onSpinWait();
    }
  }

  private boolean serves() {
    try (Jedis jedis = jedis()) {
      return jedis.ping().equals("PONG");
    } catch (JedisException e) {
      return String.valueOf(e.getMessage()).startsWith("NOAUTH");
    }
  }

  private void end(boolean hard) {
    Process ended = running();
    if (hard) {
      ended.destroyForcibly();
    } else {
      ended.destroy();
    }
    try {
      assertThat(ended.waitFor(LIMIT_NANOS, TimeUnit.NANOSECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).start();
      assertThat(kill.waitFor(LIMIT_NANOS, TimeUnit.NANOSECONDS)).isTrue();
      assertThat(kill.exitValue()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }
}
