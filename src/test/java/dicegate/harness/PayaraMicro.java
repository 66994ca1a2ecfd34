package dicegate.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Payara Micro in a process of its own. */
public final class PayaraMicro extends ServerProcess {

  private PayaraMicro(List<String> command, Path directory, int port, Map<String, String> variables)
      throws IOException {
    super(command, directory, port, variables);
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
    List<String> command = new ArrayList<>(prefix);
    command.addAll(command(jar, serverArgs, directory, wars, port));
    command.add("--nocluster");
    Map<String, String> environment = new HashMap<>();
    environment.put("DICEGATE_ENGINE_BIND", "tcp://127.0.0.1:" + freePort());
    // All connections of the load have one address, and send as fast as they can.
    environment.put("DICEGATE_CLIENT_PER_ADDRESS", "0");
    environment.put("DICEGATE_CLIENT_RATE", "0");
    environment.put("DICEGATE_CLIENTS", "20000");
    environment.putAll(variables);
    return new PayaraMicro(command, directory, port, environment);
  }

  /**
   * Starts a server in a directory of its own as the documents say, with Dicegate's default
   * settings, except for the port of its engine; it is not ready yet.
   *
   * @param serverArgs further arguments for its JVM
   * @param commands directory with {@code preboot} and {@code postboot}
   * @param variables further variables of its environment
   */
  public static PayaraMicro startAsDocumented(
      Path jar,
      List<String> serverArgs,
      Path commands,
      Path directory,
      Path war,
      Map<String, String> variables)
      throws IOException {
    Files.createDirectories(directory);
    int port = freePort();
    List<String> command = command(jar, serverArgs, directory, List.of(war), port);
    command.addAll(List.of("--contextroot", "/", "--nohazelcast", "--disablephonehome"));
    command.addAll(List.of("--prebootcommandfile", commands.resolve("preboot").toString()));
    command.addAll(List.of("--postbootcommandfile", commands.resolve("postboot").toString()));
    Map<String, String> environment = new HashMap<>(variables);
    environment.putIfAbsent("DICEGATE_ENGINE_BIND", "tcp://127.0.0.1:" + freePort());
    return new PayaraMicro(command, directory, port, environment);
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
    command.addAll(List.of("--port", String.valueOf(port)));
    return command;
  }
}
