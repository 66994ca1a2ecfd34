package dicegate.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Injects one fault after another into the engines while the clients run. Confined to the main
 * thread.
 */
final class FaultInjector {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration OUTAGE = Duration.ofSeconds(5);
  private static final Duration RESTART_DELAY = Duration.ofSeconds(2);

  private final List<EnginePeer> engines;
  private final NetworkLink link;
  private final boolean canUnplug;
  private final Future<?> asking;
  private final long startNanos;
  private final List<Incident> incidents = new ArrayList<>();

  /**
   * Creates an injector.
   *
   * @param engines the last of them is behind the link
   * @param asking ends with the clients
   * @param startNanos when the first request is due
   */
  FaultInjector(List<EnginePeer> engines, NetworkLink link, Future<?> asking, long startNanos) {
    this.engines = List.copyOf(engines);
    this.link = link;
    this.canUnplug = link.canUnplug();
    this.asking = asking;
    this.startNanos = startNanos;
  }

  /** Injects faults between two times, counted from when the first request was due. */
  void inject(Duration from, Duration to)
      throws IOException, InterruptedException, ExecutionException {
    Fault[] faults = Fault.values();
    Duration at = from.plus(FIRST);
    for (int i = 0; at.plus(OUTAGE).compareTo(to) <= 0; i++, at = at.plus(EVERY)) {
      await(at);
      Fault fault = faults[i % faults.length];
      Fault possible = fault == Fault.UNPLUG && !canUnplug ? Fault.FREEZE : fault;
      inject(possible, engine(possible, i));
    }
  }

  /** Returns the faults injected so far. */
  List<Incident> incidents() {
    return List.copyOf(incidents);
  }

  private EnginePeer engine(Fault fault, int number) {
    int last = engines.size() - 1;
    return engines.get(fault == Fault.UNPLUG ? last : number % engines.size());
  }

  private void inject(Fault fault, EnginePeer engine)
      throws IOException, InterruptedException, ExecutionException {
    Duration now = Duration.ofNanos(System.nanoTime() - startNanos);
    incidents.add(new Incident(fault, engine.name(), now.toNanos()));
    switch (fault) {
      case KILL -> {
        engine.kill();
        await(now.plus(RESTART_DELAY));
        engine.restart();
      }
      case FREEZE -> {
        engine.freeze();
        await(now.plus(OUTAGE));
        engine.thaw();
      }
      case RESTART -> {
        engine.terminate();
        engine.restart();
      }
      case UNPLUG -> {
        link.unplug();
        await(now.plus(OUTAGE));
        link.plug();
      }
    }
  }

  /** Waits until a time after the first request was due; fails at once if the clients end. */
  private void await(Duration time) throws IOException, InterruptedException, ExecutionException {
    long left = startNanos + time.toNanos() - System.nanoTime();
    try {
      asking.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return;
    }
    throw new IOException("the clients ended before " + time);
  }
}
