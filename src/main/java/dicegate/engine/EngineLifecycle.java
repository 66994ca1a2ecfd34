package dicegate.engine;

import dicegate.telemetry.Meters;
import dicegate.zmq.SocketContext;
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
import org.jspecify.annotations.Nullable;

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

  @Resource private ManagedExecutorService executor;
  @Resource private ManagedThreadFactory threads;
  @Inject private EngineSettings settings;
  @Inject private SocketContext inproc;
  @Inject private Meters meters;
  private @Nullable Engine engine;

  @PostConstruct
  void start() {
    Engine made = new Engine(settings, inproc, meters);
    made.start(executor, task -> threads.newThread(task).start());
    engine = made;
  }

  @PreDestroy
  void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  /** Returns where the engine serves other gateways, as bound. */
  public String tcpEndpoint() {
    return engine == null ? settings.bind() : engine.tcpEndpoint();
  }
}
