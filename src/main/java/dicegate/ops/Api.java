package dicegate.ops;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Where the HTTP resources of this web application are, whichever package has them. */
@ApplicationPath("api")
public class Api extends Application {

  /** No WADL, which Payara's Jersey makes of its own accord: what there is, OpenAPI tells. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
