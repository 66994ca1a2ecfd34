package dicegate.it;

import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The WAR as built comes and goes without a trace, with its default settings. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
public class RedeployIT implements RedeployRounds.Steps {

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "dicegate", managed = false, testable = false)
  static WebArchive war() {
    return War.asBuilt();
  }

  @Test
  public void redeploysUnderLoadLeaveNothingOfOurs(@TempDir Path dumps) throws Exception {
    // WildFly has said "going away" (1001) before we can say "service restart" (1012).
    new RedeployRounds(this, Http.port(), dumps, 1001, 1012).run();
  }

  @Override
  public void deploy() {
    deployer.deploy("dicegate");
  }

  @Override
  public void undeploy() {
    deployer.undeploy("dicegate");
  }

  @Override
  public ServerProcess server() throws Exception {
    return ServerProcess.ofAdapter();
  }
}
