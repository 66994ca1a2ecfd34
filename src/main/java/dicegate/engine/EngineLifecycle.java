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
 * Runs the embedded engine from deployment to undeployment.
 *
 * <p>The front, the engine's REP face to the world, is one endless task of the server's managed
 * executor. The workers have threads from the managed thread factory instead: WildFly's default
 * executor ran four of five endless tasks and said nothing.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class EngineLifecycle {

  /** With what follows it, this leaves a stopped engine within two seconds. */
  private static final Duration DRAIN_LIMIT = Duration.ofMillis(1_700);

  @Resource private ManagedExecutorService executor;
  @Resource private ManagedThreadFactory threads;
  @Inject private Engine engine;

  @PostConstruct
  void start() {
    engine.start(executor, task -> threads.newThread(task).start());
  }

  /** Answers what was read, for gateways elsewhere: our own has stopped already. */
  @PreDestroy
  void stop() {
    engine.drain(DRAIN_LIMIT);
    engine.close();
  }

  /** Returns where the engine serves other gateways, as bound. */
  public String tcpEndpoint() {
    return engine.tcpEndpoint();
  }
}
