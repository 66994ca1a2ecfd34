package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Classes with the names of Tyrus' stand in for it here; {@code ServerIT} has the real ones. */
final class TyrusIdleTimeoutsTest {

  private static final long LIMIT_SECONDS = 30;

  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);

  @AfterEach
  void endExecutor() {
    executor.shutdownNow();
  }

  @Nested
  final class OfAContainer {

    private final TyrusIdleTimeouts timeouts = new TyrusIdleTimeouts(true);

    @Test
    void tyrusGetsAFilter() {
      Tyrus container = new Tyrus(executor);

      assertThat(timeouts.start(container)).isTrue();

      assertThat(container.executor()).isInstanceOf(IdleTimeoutFilter.class);
    }

    @Test
    void closePutsTheExecutorBack() {
      Tyrus container = new Tyrus(executor);
      timeouts.start(container);

      timeouts.close();

      assertThat(container.executor()).isSameAs(executor);
    }

    @Test
    void secondStartAndSecondCloseHaveNoEffect() {
      Tyrus container = new Tyrus(executor);
      timeouts.start(container);
      ScheduledExecutorService filter = container.executor();

      assertThat(timeouts.start(container)).isTrue();
      assertThat(container.executor()).isSameAs(filter);

      timeouts.close();
      timeouts.close();
      assertThat(container.executor()).isSameAs(executor);
    }

    @Test
    void startsAgainAfterClose() {
      Tyrus container = new Tyrus(executor);
      timeouts.start(container);
      timeouts.close();

      assertThat(timeouts.start(container)).isTrue();

      assertThat(container.executor()).isInstanceOf(IdleTimeoutFilter.class);
    }

    @Test
    void executorThatWasSetMeanwhileStays() {
      Tyrus container = new Tyrus(executor);
      timeouts.start(container);
      TyrusIdleTimeouts second = new TyrusIdleTimeouts(true);
      assertThat(second.start(container)).isTrue();
      ScheduledExecutorService outer = container.executor();

      timeouts.close();

      assertThat(container.executor()).isSameAs(outer);
    }

    @Test
    void settingKeepsTheExecutor() {
      Tyrus container = new Tyrus(executor);

      assertThat(new TyrusIdleTimeouts(false).start(container)).isFalse();

      assertThat(container.executor()).isSameAs(executor);
    }

    @Test
    void tyrusWithoutManagedExecutorStaysAsItIs() {
      Tyrus container = new Tyrus(null);

      assertThat(timeouts.start(container)).isFalse();
      timeouts.close();

      assertThat(container.executor()).isNull();
    }

    @Test
    void fieldOfAnotherTypeStaysAsItIs() {
      WrongType.Container container = new WrongType.Container();

      assertThat(timeouts.start(container)).isFalse();

      assertThat(container.managedScheduledExecutorService).isSameAs(container.original);
    }

    @Test
    void containerWithoutTheFieldStaysAsItIs() {
      assertThat(timeouts.start(new WithoutField.Container())).isFalse();
    }

    @Test
    void otherContainersStayAsTheyAre() {
      Other container = new Other(executor);

      assertThat(timeouts.start(container)).isFalse();

      assertThat(container.managedScheduledExecutorService).isSameAs(executor);
    }

    @Test
    void serverWithoutWebSocketContainerIsLeftAlone() {
      assertThat(timeouts.start((Object) null)).isFalse();
    }
  }

  @Nested
  final class OfATask {

    private final CountDownLatch ran = new CountDownLatch(1);
    private final IdleTimeoutFilter filter = new IdleTimeoutFilter(executor);

    @Test
    void idleTimeoutWithoutDelayIsSkippedAndDone() throws Exception {
      ScheduledFuture<?> future = filter.schedule(idleTimeout(), 0, TimeUnit.MILLISECONDS);

      assertThat(future.get()).isNull();
      assertThat(future.isDone()).isTrue();
      assertThat(future.isCancelled()).isFalse();
      assertThat(future.cancel(true)).isFalse();
      assertThat(future.getDelay(TimeUnit.MILLISECONDS)).isZero();
      assertThat(executor.getTaskCount()).isZero();
    }

    @Test
    void idleTimeoutWithNegativeDelayIsSkipped() {
      ScheduledFuture<?> future = filter.schedule(idleTimeout(), -1, TimeUnit.MILLISECONDS);

      assertThat(future.isDone()).isTrue();
      assertThat(executor.getTaskCount()).isZero();
    }

    @Test
    void idleTimeoutWithDelayRunsAfterIt() throws Exception {
      long startNanos = System.nanoTime();

      ScheduledFuture<?> future = filter.schedule(idleTimeout(), 50, TimeUnit.MILLISECONDS);

      assertThat(future.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isNull();
      assertThat(ran.getCount()).isZero();
      assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(50_000_000);
    }

    @Test
    void idleTimeoutWithDelayCanBeCancelled() {
      ScheduledFuture<?> future = filter.schedule(idleTimeout(), 1, TimeUnit.HOURS);

      assertThat(future.cancel(false)).isTrue();
      assertThat(future.isCancelled()).isTrue();
    }

    @Test
    void otherTaskWithoutDelayRuns() throws Exception {
      ScheduledFuture<?> future = filter.schedule(ran::countDown, 0, TimeUnit.MILLISECONDS);

      assertThat(future.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isNull();
      assertThat(ran.getCount()).isZero();
    }

    @Test
    void heartbeatsRun() throws Exception {
      CountDownLatch rates = new CountDownLatch(2);
      CountDownLatch delays = new CountDownLatch(2);

      ScheduledFuture<?> rate =
          filter.scheduleAtFixedRate(rates::countDown, 1, 1, TimeUnit.MILLISECONDS);
      ScheduledFuture<?> delay =
          filter.scheduleWithFixedDelay(delays::countDown, 1, 1, TimeUnit.MILLISECONDS);

      assertThat(rates.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(delays.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(rate.cancel(false)).isTrue();
      assertThat(delay.cancel(false)).isTrue();
    }

    @Test
    void everythingElseIsPassedOn() throws Exception {
      Future<String> submitted = filter.submit(() -> "submitted");
      ScheduledFuture<String> scheduled = filter.schedule(() -> "called", 0, TimeUnit.SECONDS);

      assertThat(submitted.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("submitted");
      assertThat(scheduled.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("called");
      assertThat(executor.getTaskCount()).isEqualTo(2);
    }

    @Test
    void shutdownIsThatOfTheExecutor() throws Exception {
      assertThat(filter.isShutdown()).isFalse();

      filter.shutdown();

      assertThat(filter.isShutdown()).isTrue();
      assertThat(filter.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(filter.isTerminated()).isTrue();
      assertThat(executor.isTerminated()).isTrue();
      assertThat(filter.shutdownNow()).isEmpty();
    }

    private Runnable idleTimeout() {
      return new TyrusSession.IdleTimeoutCommand(ran);
    }
  }

  /** The names of Tyrus' session and of its task. */
  private static final class TyrusSession {
    private record IdleTimeoutCommand(CountDownLatch ran) implements Runnable {
      @Override
      public void run() {
        ran.countDown();
      }
    }
  }

  /** The field of Tyrus' container. */
  private abstract static class BaseContainer {
    private final @Nullable ScheduledExecutorService managedScheduledExecutorService;

    private BaseContainer(@Nullable ScheduledExecutorService executor) {
      this.managedScheduledExecutorService = executor;
    }

    final @Nullable ScheduledExecutorService executor() {
      return managedScheduledExecutorService;
    }
  }

  private abstract static class ServerContainer extends TyrusIdleTimeoutsTest.BaseContainer {
    private ServerContainer(@Nullable ScheduledExecutorService executor) {
      super(executor);
    }
  }

  private static final class Tyrus extends ServerContainer {
    private Tyrus(@Nullable ScheduledExecutorService executor) {
      super(executor);
    }
  }

  /** The same field, in a class of another name. */
  private static final class Other {
    private final ScheduledExecutorService managedScheduledExecutorService;

    private Other(ScheduledExecutorService executor) {
      this.managedScheduledExecutorService = executor;
    }
  }

  private static final class WrongType {
    private abstract static class BaseContainer {
      final Object original = Executors.class;
      final Object managedScheduledExecutorService = original;
    }

    private static final class Container extends WrongType.BaseContainer {}
  }

  private static final class WithoutField {
    private abstract static class BaseContainer {}

    private static final class Container extends WithoutField.BaseContainer {}
  }
}
