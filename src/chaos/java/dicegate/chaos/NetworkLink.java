package dicegate.chaos;

import java.io.IOException;
import java.util.List;

/**
 * A network link that can be unplugged: a network namespace and a pair of devices into it. Needs
 * root and {@code ip}; without them it is loopback. {@link #close}, or the end of this JVM, removes
 * it. Confined to the main thread.
 */
final class NetworkLink implements AutoCloseable {
  private static final String FAR_DEVICE = "eth0";

  private final String namespace;
  private final String device;
  private final String network;
  private boolean created;
  private final Thread hook = new Thread(this::remove, "chaos-end-link");

  private NetworkLink(long number) {
    this.namespace = "dicegate-chaos-" + number;
    this.device = "dgc" + number;
    this.network = "10.203." + number % 256 + ".";
  }

  /** Creates the link, or prints why it cannot; the process id is in its name and addresses. */
  static NetworkLink createIfPossible() throws InterruptedException {
    NetworkLink link = new NetworkLink(ProcessHandle.current().pid());
    try {
      link.add();
    } catch (IOException e) {
      System.out.println("NO LINK to unplug, FREEZE instead: " + e.getMessage());
      link.close();
    }
    return link;
  }

  /** Returns whether this is more than loopback. */
  boolean canUnplug() {
    return created;
  }

  /** Returns the address of the far end, in the namespace. */
  String address() {
    return created ? network + "2" : "127.0.0.1";
  }

  /** Returns the command prefix that runs a command at the far end. */
  List<String> prefix() {
    return created ? List.of("ip", "netns", "exec", namespace) : List.of();
  }

  void unplug() throws IOException, InterruptedException {
    Command.run("ip", "-n", namespace, "link", "set", FAR_DEVICE, "down");
  }

  void plug() throws IOException, InterruptedException {
    Command.run("ip", "-n", namespace, "link", "set", FAR_DEVICE, "up");
  }

  @Override
  public void close() {
    if (created) {
      remove();
      created = false;
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void add() throws IOException, InterruptedException {
    Command.run("ip", "netns", "add", namespace);
    created = true;
    Runtime.getRuntime().addShutdownHook(hook);
    Command.run(
        "ip",
        "link",
        "add",
        device,
        "type",
        "veth",
        "peer",
        "name",
        FAR_DEVICE,
        "netns",
        namespace);
    Command.run("ip", "addr", "add", network + "1/30", "dev", device);
    Command.run("ip", "link", "set", device, "up");
    Command.run("ip", "-n", namespace, "addr", "add", network + "2/30", "dev", FAR_DEVICE);
    Command.run("ip", "-n", namespace, "link", "set", "lo", "up");
    plug();
  }

  /** Removes the namespace, and both ends of the pair with it. */
  private void remove() {
    Command.runAnyway("ip", "netns", "del", namespace);
  }
}
