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

/** The WAR as built, with its default settings, is redeployed without leaks. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
public class RedeployIT implements RedeployRounds.ServerControl {

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "dicegate", managed = false, testable = false)
  static WebArchive war() {
    return War.asBuilt();
  }

  @Test
  public void redeploysUnderLoadLeaveNothingBehind(@TempDir Path dumps) throws Exception {
    // WildFly closes with "going away" (1001) before Dicegate can close with "service restart"
    // (1012).
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
