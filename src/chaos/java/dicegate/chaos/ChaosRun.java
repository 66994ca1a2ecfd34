package dicegate.chaos;

import dicegate.harness.Artifacts;
import dicegate.harness.PayaraMicro;
import dicegate.harness.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * The program {@code engines}. Fails when a request was not answered exactly once, was answered on
 * a wrong connection or, after the warm-up, by an error, or when the 99th percentile is more than
 * three times its aim. The aims themselves (99th percentile, worst latency after each fault) are
 * printed as {@code met} or {@code MISSED}, and fail the run only with {@code --strict true}: on a
 * shared machine a pause of another program would fail it.
 */
public final class ChaosRun {
  private static final Duration FIRST_REQUEST_IN = Duration.ofMillis(200);
  private static final int FAR_PORT = 5_556;
  private static final int NEAR_ENGINES = 2;

  private final ChaosSettings settings;
  private final Path directory;

  private ChaosRun(ChaosSettings settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /** Returns the program {@code engines}. */
  static Program program() {
    return new Program(
        "engines",
        "three engines under load, killed, frozen, restarted and unplugged in turn",
        true,
        ChaosSettings.OPTIONS,
        arguments -> runOnce(ChaosSettings.of(arguments, Artifacts.fromSystemProperties())));
  }

  private static boolean runOnce(ChaosSettings settings) throws Exception {
    Path directory = Files.createTempDirectory("dicegate-chaos");
    System.out.println("chaos run in " + directory + ": " + settings);
    return new ChaosRun(settings, directory).run();
  }

  private boolean run() throws Exception {
    try (NetworkLink link = NetworkLink.createIfPossible()) {
      return run(link);
    }
  }

  private boolean run(NetworkLink link) throws Exception {
    List<EnginePeer> engines = new ArrayList<>();
    try {
      for (int i = 0; i < NEAR_ENGINES; i++) {
        engines.add(engine("engine-" + i, "127.0.0.1", freePort(), List.of()));
      }
      int farPort = link.canUnplug() ? FAR_PORT : freePort();
      engines.add(engine("engine-far", link.address(), farPort, link.prefix()));
      try (PayaraMicro server = startServer(engines)) {
        server.awaitRoll();
        return run(link, engines, server);
      }
    } finally {
      for (EnginePeer engine : engines) {
        engine.close();
      }
    }
  }

  private boolean run(NetworkLink link, List<EnginePeer> engines, PayaraMicro server)
      throws Exception {
    int first = Math.toIntExact(settings.warmup().toSeconds() * settings.rate());
    int requests = first + Math.toIntExact(settings.measure().toSeconds() * settings.rate());
    RequestJournal journal =
        new RequestJournal(
            requests, settings.connections(), Duration.ofSeconds(1).toNanos() / settings.rate());
    ChaosReport report = new ChaosReport(System.out, journal, first);
    try (LoadClients clients = LoadClients.open(server.port(), settings.connections(), journal)) {
      disturb(clients, engines, link, server, report);
    }
    return verdict(report);
  }

  private void disturb(
      LoadClients clients,
      List<EnginePeer> engines,
      NetworkLink link,
      PayaraMicro server,
      ChaosReport report)
      throws Exception {
    long startNanos = System.nanoTime() + FIRST_REQUEST_IN.toNanos();
    FutureTask<Void> asking =
        new FutureTask<>(
            () -> {
              clients.ask(startNanos);
              return null;
            });
    FaultInjector injector = new FaultInjector(engines, link, asking, startNanos);
    Thread clientThread = new Thread(asking, "chaos-clients");
    clientThread.start();
    try {
      injector.inject(settings.warmup(), settings.warmup().plus(settings.measure()));
      asking.get();
    } catch (ExecutionException e) {
      throw new IOException("the clients failed: " + e.getCause() + server.logTail(), e);
    } finally {
      clientThread.interrupt();
      clientThread.join();
      report.gateway(server.log());
      report.incidents(injector.incidents());
      report.sum();
    }
  }

  private boolean verdict(ChaosReport report) {
    report.failures().forEach(failure -> System.out.println("FAILED: " + failure));
    report.missed().forEach(aim -> System.out.println("MISSED: " + aim));
    boolean fine = report.failures().isEmpty() && !(settings.strict() && report.isMissed());
    System.out.println(fine ? "chaos run passed" : "chaos run FAILED");
    return fine;
  }

  private EnginePeer engine(String name, String host, int port, List<String> prefix)
      throws IOException {
    String endpoint = "tcp://" + host + ":" + port;
    Path log = directory.resolve(name + ".log");
    return new EnginePeer(name, settings.artifacts().engineJar(), endpoint, prefix, log);
  }

  private PayaraMicro startServer(List<EnginePeer> engines) throws IOException {
    String endpoints = engines.stream().map(EnginePeer::endpoint).collect(Collectors.joining(","));
    return PayaraMicro.start(
        settings.artifacts().payaraMicroJar(),
        settings.serverArgs(),
        directory.resolve("server"),
        List.of(settings.artifacts().war()),
        Map.of("DICEGATE_ENGINES", endpoints));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
