package dicegate.bench;

import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;

/**
 * An EJB that does nothing. In a WAR, it makes the server start its CDI and EJB containers, the
 * server's share of Dicegate's start-up.
 */
@Singleton
@Startup
public class EmptyStartup {}
