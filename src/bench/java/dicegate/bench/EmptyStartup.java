package dicegate.bench;

import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;

/**
 * An EJB that does nothing at start. With it in the WAR the server starts its CDI and EJB
 * containers, which is the server's share of a start-up like ours.
 */
@Singleton
@Startup
public class EmptyStartup {}
