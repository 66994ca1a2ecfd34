package dicegate.config;

import dicegate.fleet.ZmqEngineFleet;
import dicegate.gateway.ConnectionDrain;
import dicegate.gateway.HttpRollHandler;
import dicegate.gateway.MaintenanceLoop;
import dicegate.gateway.TyrusIdleTimeouts;
import dicegate.gateway.UndertowDispatch;
import dicegate.table.Tables;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Starts fleet, tables and maintenance with the web application, and stops them in order at
 * shutdown: new requests are refused, running ones are answered, connections are closed with 1012
 * one after the other, then the fleet answers the remaining requests, whose results the tables
 * still accept. The embedded engine has its own lifecycle, which all servers end later.
 */
@WebListener
public class Lifecycle implements ServletContextListener {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final Duration PRELOAD_LIMIT = Duration.ofSeconds(2);

  @Resource private ManagedThreadFactory threads;
  @Inject private Settings settings;
  @Inject private ZmqEngineFleet fleet;
  @Inject private ConnectionDrain drain;
  @Inject private HttpRollHandler http;
  @Inject private MaintenanceLoop clock;
  @Inject private Tables tables;
  @Inject private TyrusIdleTimeouts idleTimeouts;
  private @Nullable ClassPreload preload;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    idleTimeouts.start(event.getServletContext());
    if (settings.skipDispatch()) {
      UndertowDispatch.turnOff(event.getServletContext());
    }
    tables.start(task -> threads.newThread(task).start());
    fleet.start(task -> threads.newThread(task).start());
    clock.start(task -> threads.newThread(task).start());
    preload = new ClassPreload(event.getServletContext(), settings.bus().isPresent());
    preload.start(task -> threads.newThread(task).start());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    long begin = System.nanoTime();
    if (preload != null) {
      preload.awaitEnd(PRELOAD_LIMIT);
    }
    drain.run(settings.drainTime(), CLOSE_LIMIT);
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    http.awaitResponsesWritten(settings.drainTime().plus(CLOSE_LIMIT).minus(taken));
    clock.close();
    fleet.close();
    tables.close();
    idleTimeouts.close();
  }
}
