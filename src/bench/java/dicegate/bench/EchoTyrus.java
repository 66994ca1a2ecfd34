package dicegate.bench;

import dicegate.gateway.TyrusIdleTimeouts;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Applies the gateway's measure against Tyrus' empty idle time-outs to the echo too, by the same
 * setting: each application has a container object of its own, and a roll is compared with an echo
 * that the server does not slow down.
 */
@WebListener
public final class EchoTyrus implements ServletContextListener {

  /** The setting of the gateway, as a system property of the server. */
  static final String SETTING = "dicegate.tyrus.skip-empty-timeouts";

  private final TyrusIdleTimeouts timeouts =
      new TyrusIdleTimeouts(!"false".equals(System.getProperty(SETTING)));

  /** Called by the container. */
  public EchoTyrus() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    timeouts.start(event.getServletContext());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    timeouts.close();
  }
}
