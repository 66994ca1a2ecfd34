package dicegate.chaos.address;

import dicegate.harness.Artifacts;
import dicegate.harness.Program;
import dicegate.harness.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program {@code addresses}: attacks of one address, or of three, on a server with default
 * settings and 512 MB. Fails when players on other addresses were refused, or waited for three
 * times as long as is the aim, when the server ended or kept its memory, or when its log grew.
 */
public final class AddressesRun {
  private final AddressesSettings settings;
  private final Path directory;
  private final List<String> failures = new ArrayList<>();
  private int trials;

  private AddressesRun(AddressesSettings settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /** Returns the program {@code addresses}. */
  public static Program program() {
    return new Program(
        "addresses",
        "attacks of one address, in which players on other addresses notice nothing",
        true,
        AddressesSettings.OPTIONS,
        arguments -> runOnce(AddressesSettings.of(arguments, Artifacts.fromSystemProperties())));
  }

  private static boolean runOnce(AddressesSettings settings) throws Exception {
    Path directory = Files.createTempDirectory("dicegate-addresses");
    System.out.println("addresses run in " + directory + ": " + settings);
    return new AddressesRun(settings, directory).run();
  }

  private boolean run() throws Exception {
    for (ServerKind kind : settings.servers()) {
      run(kind);
    }
    System.out.println();
    failures.forEach(what -> System.out.println("FAILED: " + what));
    System.out.println(failures.isEmpty() ? "addresses run passed" : "addresses run FAILED");
    return failures.isEmpty();
  }

  private void run(ServerKind kind) throws Exception {
    try (Servers servers = new Servers(kind, settings.artifacts(), directory)) {
      Attacks attacks = new Attacks(settings.duration(), largestScript(servers));
      for (Attack attack : attacks.all()) {
        if (settings.attacks().contains(attack.number())) {
          run(kind, attack, servers);
        }
      }
      if (settings.attacks().contains(Attacks.SHARES)) {
        shares(kind, servers);
      }
      heaps(kind, servers);
    }
  }

  private String largestScript(Servers servers) throws Exception {
    if (!settings.attacks().contains(Attacks.UNREAD)) {
      return "/";
    }
    int port = servers.with(Map.of(), Scene.ALONE).process().port();
    return PageScripts.largest(new WebClient(Newcomers.ADDRESS, port));
  }

  private void shares(ServerKind kind, Servers servers) throws Exception {
    AttackedServer server = servers.with(CostShares.VARIABLES, Scene.ALONE);
    String name = kind.word() + ", shares of two addresses, one with rolls 100 times as dear";
    System.out.printf("%n%s%n", name);
    try {
      CostShares shares = new CostShares(System.out, server.process(), settings.duration());
      if (!shares.areFair()) {
        System.out.println("  longer, with what was measured so far");
        if (!shares.areFair()) {
          failures.add(name);
        }
      }
    } catch (IOException e) {
      System.out.println("  " + e.getMessage() + "   MISSED");
      failures.add(name + ": " + e.getMessage());
    }
  }

  /** Waits until the heaps hold what they held before the attacks. */
  private void heaps(ServerKind kind, Servers servers) throws Exception {
    for (AttackedServer server : servers.survivors()) {
      String name = kind.word() + ", heap with " + server;
      System.out.printf("%n%s%n", name);
      if (!server.awaitHeap(System.out)) {
        failures.add(name);
      }
    }
  }

  /** Runs an attack; a second time if only times failed, which other programs cause too. */
  private void run(ServerKind kind, Attack attack, Servers servers) throws Exception {
    TrialReport report = runOnce(kind, attack, servers);
    if (report.hasFailedInTimeAlone()) {
      System.out.println("  once more, since only times failed");
      report = runOnce(kind, attack, servers);
    }
    failures.addAll(report.failures());
  }

  private TrialReport runOnce(ServerKind kind, Attack attack, Servers servers) throws Exception {
    AttackedServer server = servers.with(attack.variables(), attack.scene());
    String name = "%s, attack %s, %s".formatted(kind.word(), attack.number(), attack.name());
    TrialReport report = new TrialReport(System.out, name, settings.strict());
    trials++;
    Trial trial = new Trial(server.process(), attack, settings.calm(), report);
    if (!trial.run("trial-" + trials)) {
      servers.discard(server);
    }
    return report;
  }
}
