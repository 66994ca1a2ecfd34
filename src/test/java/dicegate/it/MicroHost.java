package dicegate.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/**
 * A Payara Micro that deploys and undeploys in one JVM, which the Arquillian adapter cannot. It
 * reads commands from standard input, {@code deploy} or {@code undeploy} a line, and prints {@link
 * #DONE} after each. It ends with its input.
 *
 * <p>Runs with an unpacked Payara Micro on its class path, and calls it by reflection, since it is
 * not on the class path of the tests.
 *
 * @see <a
 *     href="https://docs.payara.fish/community/docs/Technical%20Documentation/Payara%20Micro%20Documentation/Payara%20Micro%20Configuration%20and%20Management/Micro%20Management/Using%20the%20Payara%20Micro%20API.html">the
 *     Payara Micro API</a>
 */
public final class MicroHost {

  /** The line printed after each command. */
  static final String DONE = "MicroHost: done";

  private static final String NAME = "dicegate";

  private MicroHost() {}

  /** Starts the server. Arguments: the HTTP port, and the WAR. */
  public static void main(String[] args) {
    try {
      run(args);
      System.exit(0);
    } catch (Exception e) {
      // Otherwise the server's own threads would keep the process alive, and the test would wait.
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    File war = new File(args[1]);
    Class<?> type = Class.forName("fish.payara.micro.PayaraMicro");
    Object micro = type.getMethod("getInstance").invoke(null);
    File root = new File(System.getProperty("fish.payara.micro.UnpackDir"));
    type.getMethod("setRootDir", File.class).invoke(micro, root);
    type.getMethod("setHttpPort", int.class).invoke(micro, port);
    type.getMethod("setNoCluster", boolean.class).invoke(micro, true);
    Object runtime = type.getMethod("bootStrap").invoke(micro);
    Method deploy = runtime.getClass().getMethod("deploy", String.class, String.class, File.class);
    Method undeploy = runtime.getClass().getMethod("undeploy", String.class);
    System.out.println(DONE);
    for (String line : (Iterable<String>) input().lines()::iterator) {
      if (line.equals("deploy")) {
        if (!Boolean.TRUE.equals(deploy.invoke(runtime, NAME, "/", war))) {
          throw new IOException("not deployed: " + war);
        }
      } else {
        undeploy.invoke(runtime, NAME);
      }
      System.out.println(DONE);
    }
    type.getMethod("shutdown").invoke(micro);
  }

  private static BufferedReader input() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }
}
