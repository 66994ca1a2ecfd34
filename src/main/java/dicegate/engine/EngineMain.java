package dicegate.engine;

import dicegate.conformance.ConformanceCheck;
import dicegate.telemetry.Metrics;
import dicegate.zmq.CurveKeyPair;
import dicegate.zmq.SocketContext;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The engine on its own, without a server: {@code java -jar dicegate-engine.jar}.
 *
 * <p>Says on standard output when it serves and when it has stopped; what goes wrong is on standard
 * error. Exit codes: 0 done, 1 it cannot serve, 2 a wrong command line, 143 ended by SIGTERM.
 */
public final class EngineMain {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** With what follows it, this leaves a stopped engine within two seconds. */
  private static final Duration DRAIN_LIMIT = Duration.ofMillis(1_700);

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private static final String LOG_LINE = "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n";

  static final String HELP =
      """
      Usage: java -jar dicegate-engine.jar [serve] [options]
             java -jar dicegate-engine.jar check tcp://host:port
             java -jar dicegate-engine.jar keygen | --help | --version

      A dice engine for Dicegate's gateways, over ZeroMQ.

        --bind tcp://host:port    where to serve; * is every address, port 0 a free one
                                  (tcp://127.0.0.1:5556)
        --workers N               how many rolls to work on at a time, 1 to 64 (the processors)
        --think-time DURATION     how long to take over each roll, such as PT2S (PT0S)
        --curve-clients KEY,...   public keys of the gateways that may connect, over CURVE alone
        --settings FILE           properties: dicegate.engine.bind, .workers, .think-time,
                                  .curve.clients, .curve.secret-key

      Each setting may also come by environment, DICEGATE_ENGINE_BIND and so on; options go before
      environment, that before the file. The secret key has no option: command lines are public.

      check runs the conformance suite against any engine. keygen prints a fresh pair of keys.
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  private EngineMain(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /** Runs the command, and ends the process unless it serves. */
  public static void main(String[] args) {
    System.exit(new EngineMain(System.out, System.err, System.getenv()).run(List.of(args)));
  }

  private int run(List<String> args) {
    String command = args.isEmpty() ? "serve" : args.get(0);
    List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
    try {
      return switch (command) {
        case "--help", "-h" -> print(HELP);
        case "--version" -> print("dicegate-engine " + version() + "\n");
        case "check" -> ConformanceCheck.run(rest, out);
        case "keygen" -> keygen(rest);
        case "serve" -> serve(rest);
        default -> serve(args);
      };
    } catch (UsageException e) {
      err.println("dicegate-engine: " + e.text() + "; --help tells what it takes");
      return MISUSED;
    }
  }

  private int print(String text) {
    out.print(text);
    return DONE;
  }

  private int keygen(List<String> args) {
    if (!args.isEmpty()) {
      throw new UsageException("keygen takes no options");
    }
    CurveKeyPair pair = CurveKeyPair.generate();
    return print(
        "public-key=%s%nsecret-key=%s%n".formatted(pair.publicKey().z85(), pair.secretKey().z85()));
  }

  private int serve(List<String> args) {
    configureLog();
    EngineSettings settings = EngineOptions.read(args, environment, version());
    Engine engine = new Engine(settings, new SocketContext("engine-inproc"), new Metrics());
    try {
      engine.start(THREADS, THREADS);
    } catch (IllegalStateException e) {
      err.println("dicegate-engine: " + reason(e));
      return FAILED;
    }
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(engine), "dicegate-engine-shutdown"));
    out.printf(
        "engine started endpoint=%s workers=%d curve=%s%n",
        engine.tcpEndpoint(), settings.workers(), settings.curve() == null ? "off" : "on");
    return untilInterrupted();
  }

  private void stop(Engine engine) {
    boolean drained = engine.drain(DRAIN_LIMIT);
    engine.close();
    out.println("engine stopped drained=" + drained);
  }

  /** Holds the process until a signal ends it; an interrupt, which nobody sends, would too. */
  private static int untilInterrupted() {
    try {
      new CountDownLatch(1).await();
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DONE;
    }
  }

  /** Says what the operator must know of a failed start: its innermost words of our own. */
  private static String reason(IllegalStateException failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(
        cause instanceof IllegalStateException ? cause.getMessage() : failure.getMessage());
  }

  /** One line for each record, and warnings alone, unless the operator has configured a log. */
  private static void configureLog() {
    if (System.getProperty("java.util.logging.config.file") != null
        || System.getProperty("java.util.logging.config.class") != null) {
      return;
    }
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty("java.util.logging.SimpleFormatter.format", LOG_LINE);
    }
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  private static String version() {
    String version = EngineMain.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
