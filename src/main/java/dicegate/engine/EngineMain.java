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
 * The standalone engine, which needs no server: {@code java -jar dicegate-engine.jar}.
 *
 * <p>Start and stop are printed on standard output, errors on standard error. Exit codes: 0 done, 1
 * the engine cannot serve, 2 the command line is wrong, 143 ended by SIGTERM.
 */
public final class EngineMain {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** Leaves 300 ms of a stop of 2 s for the close that follows. */
  private static final Duration DRAIN_LIMIT = Duration.ofMillis(1_700);

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private static final String LOG_LINE = "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n";

  static final String HELP =
      """
      Usage: java -jar dicegate-engine.jar [serve] [options]
             java -jar dicegate-engine.jar check tcp://host:port
             java -jar dicegate-engine.jar verify FILE
             java -jar dicegate-engine.jar keygen | --help | --version

      A dice engine for Dicegate's gateways, over ZeroMQ.

        --bind tcp://host:port    address to serve; host * is every address, port 0 a free port
                                  (default: tcp://127.0.0.1:5556)
        --workers N               rolls in parallel, 1 to 64 (default: number of processors,
                                  at least 2)
        --think-time DURATION     pause before each roll, PT0S to PT1M, such as PT2S
                                  (default: PT0S)
        --curve-clients KEY,...   public keys of the gateways that may connect, over CURVE alone
        --systems FILE            further shorthands of game systems, at most 64 KiB
        --settings FILE           properties file: dicegate.engine.bind, .workers, .think-time,
                                  .curve.clients, .curve.secret-key; dicegate.systems

      Each setting can also come from the environment: DICEGATE_ENGINE_BIND and so on. Options
      override the environment, which overrides the file. The secret key has no option, because
      other users of the machine can read command lines.

      check runs the conformance suite against any engine. verify checks the proofs of a log that
      was exported as JSON. keygen prints a new pair of keys.
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  private EngineMain(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /** Runs the command; ends the process when the command is done. */
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
        case "verify" -> VerifyCommand.run(rest, version(), out);
        case "keygen" -> keygen(rest);
        case "serve" -> serve(rest);
        default -> serve(args);
      };
    } catch (UsageException e) {
      err.println("dicegate-engine: " + e.text() + "; see --help");
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
    WarmUp.run(settings);
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

  /** Keeps the process alive until a signal ends it. */
  private static int untilInterrupted() {
    try {
      new CountDownLatch(1).await();
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DONE;
    }
  }

  /** Returns why the start failed, for the operator: the innermost message of our own. */
  private static String reason(IllegalStateException failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(
        cause instanceof IllegalStateException ? cause.getMessage() : failure.getMessage());
  }

  /** Logs warnings alone, one line each, unless the operator has configured logging. */
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
