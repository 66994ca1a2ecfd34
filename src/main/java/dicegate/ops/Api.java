package dicegate.ops;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the HTTP resources of this web application are, whichever package has them. */
@ApplicationPath("api")
public class Api extends Application {}
