package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR as built comes and goes without a trace, with its default settings. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
public class RedeployIT {

  private static final int ROUNDS = 5;

  /** The promise is 5 s; an adapter's server may be ending as a whole. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "dicegate", managed = false, testable = false)
  static WebArchive war() {
    return War.asBuilt();
  }

  @Test
  public void fiveRedeploysLeaveNoThreadOfOursAndThePortFree() throws Exception {
    URI ws = URI.create("ws://127.0.0.1:" + Integer.getInteger("server.http.port") + "/ws");
    for (int round = 1; round <= ROUNDS; round++) {
      deployer.deploy("dicegate");
      Browser browser = Browser.open(HttpClient.newHttpClient(), ws).get();
      assertThat(browser.ask("2d1")).isEqualTo("[1, 1]");
      assertThat(EnginePort.rolls()).isTrue();
      assertThat(ServerThreads.ours()).as("round %d", round).isNotEmpty();

      deployer.undeploy("dicegate");

      // WildFly has said "going away" (1001) before we can say "service restart" (1012).
      assertThat(browser.closeCode()).as("round %d", round).isIn(1001, 1012);
      assertThat(ServerThreads.goneWithin(STOP_LIMIT)).as("round %d", round).isTrue();
      assertThat(EnginePort.isFree()).as("round %d", round).isTrue();
    }
  }
}
