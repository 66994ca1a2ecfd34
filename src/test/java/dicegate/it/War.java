package dicegate.it;

import java.io.File;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as Maven built it. */
final class War {

  private War() {}

  /** Returns the WAR unchanged. */
  static WebArchive asBuilt() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(System.getProperty("dicegate.war")));
  }

  /**
   * Returns the WAR with the engine on a free port and the libraries of tests inside the server.
   */
  static WebArchive withFreeEnginePort() {
    // All the tests' clients come from one address.
    return withSettings("dicegate.client.per-address=0");
  }

  /** Returns the same with further settings, {@code key=value}. */
  static WebArchive withSettings(String... more) {
    // The time-out is for a machine that is busy with other things.
    String settings =
        "dicegate.engine.bind=tcp://127.0.0.1:0\ndicegate.roll.timeout=PT60S\n"
            + String.join("\n", more)
            + "\n";
    File assertj =
        new File(Assertions.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return asBuilt()
        .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties")
        .addAsLibrary(assertj);
  }
}
