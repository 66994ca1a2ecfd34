package dicegate.ops;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The JAX-RS application of all HTTP resources, at {@code /api}. */
@ApplicationPath("api")
public class Api extends Application {

  /**
   * Switches off the WADL that Payara's Jersey generates: the OpenAPI document describes the API.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
