package dicegate.engine;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * The lifecycle of the embedded engine: it runs from deployment to undeployment.
 *
 * <p>The first REP worker is one endless task of the server's managed executor. Further workers and
 * the front get threads from the managed thread factory instead: WildFly's default executor ran
 * four of five endless tasks and logged nothing.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class EngineLifecycle {

  /** Leaves 300 ms of a stop of 2 s for the close that follows. */
  private static final Duration DRAIN_LIMIT = Duration.ofMillis(1_700);

  @Resource private ManagedExecutorService executor;
  @Resource private ManagedThreadFactory threads;
  @Inject private Engine engine;

  @PostConstruct
  void start() {
    engine.start(executor, task -> threads.newThread(task).start());
  }

  /** Drains for other gateways: the one in this WAR has stopped already. */
  @PreDestroy
  void stop() {
    engine.drain(DRAIN_LIMIT);
    engine.close();
  }

  /** Returns the bound tcp endpoint for other gateways, its port resolved. */
  public String tcpEndpoint() {
    return engine.tcpEndpoint();
  }
}
