package dicegate.it;

import java.io.File;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as Maven built it. */
final class War {

  private War() {}

  /** Returns it untouched. */
  static WebArchive asBuilt() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(System.getProperty("dicegate.war")));
  }

  /** Returns it with the engine on a free port, and what tests inside the server need. */
  static WebArchive withFreeEnginePort() {
    // The time-out is for a machine that is busy with other things.
    StringAsset settings =
        new StringAsset("dicegate.engine.bind=tcp://127.0.0.1:0\ndicegate.roll.timeout=PT60S\n");
    File assertj =
        new File(Assertions.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return asBuilt()
        .addAsResource(settings, "META-INF/microprofile-config.properties")
        .addAsLibrary(assertj);
  }
}
