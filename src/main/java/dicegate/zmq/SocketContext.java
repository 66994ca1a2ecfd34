package dicegate.zmq;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * A ZeroMQ context with a count of its holders; the last {@link #release()} closes it.
 *
 * <p>Components that communicate over {@code inproc} must share a context, and servers stop them in
 * any order: so the context stays open until all have released it. Before that the owner threads
 * close their sockets, since a context that closes sockets in use hangs.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://zguide.zeromq.org/docs/chapter2/#Handling-Errors-and-ETERM">zguide, chapter
 *     2: Handling Errors and ETERM</a>
 */
public final class SocketContext {

  /** The time after which a close is reported as late and goes on in its own thread. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private static final long NOTICE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final Logger LOG = System.getLogger(SocketContext.class.getName());

  private final String role;
  private final ZContext context = new ZContext();
  private final AtomicInteger holders = new AtomicInteger();
  private final AtomicLong noticedNanos = new AtomicLong(System.nanoTime() - NOTICE_PAUSE_NANOS);
  private final AtomicLong unlogged = new AtomicLong();
  private final Map<String, InprocService> services = new ConcurrentHashMap<>();
  private volatile boolean broken;

  /**
   * Opens a context for one role, so that a broken I/O thread breaks that role alone.
   *
   * @param role the name used in logs
   */
  public SocketContext(String role) {
    this.role = role;
    context.setUncaughtExceptionHandler(this::onIoThreadDeath);
    context.setNotificationExceptionHandler((thread, notice) -> onNotice(notice));
  }

  /** Returns the context; for the thread that will own the socket made from it. */
  public ZContext context() {
    return context;
  }

  /** Returns whether the context's I/O thread died, so that its tcp sockets never receive again. */
  public boolean broken() {
    return broken;
  }

  /**
   * Makes a service known under the inproc address that its socket is bound to.
   *
   * @throws IllegalStateException if the address has another service
   */
  public void publish(String address, InprocService service) {
    if (services.putIfAbsent(address, service) != null) {
      throw new IllegalStateException("already published: " + address);
    }
  }

  /** Ends the publication of a service; before its socket is closed. */
  public void withdraw(String address, InprocService service) {
    services.remove(address, service);
  }

  /** Returns the service at the address; null if there is none now. */
  @Nullable InprocService service(String address) {
    return services.get(address);
  }

  /** Adds a holder. */
  public void retain() {
    holders.incrementAndGet();
  }

  /**
   * Removes a holder, whose sockets must all be closed. The last one closes the context and waits
   * for the end of that, 3 s at most; it does not wait for a broken context, which may never end.
   */
  public void release() {
    if (broken) {
      abandon();
    } else if (holders.decrementAndGet() == 0) {
      close();
    }
  }

  /** Removes a holder like {@link #release()}, without waiting for the close. */
  public void abandon() {
    if (holders.decrementAndGet() == 0) {
      startCloser();
    }
  }

  /**
   * Logs an exception that the I/O thread survived; at a limited rate, since peers can cause it.
   */
  private void onNotice(Throwable notice) {
    long now = System.nanoTime();
    long last = noticedNanos.get();
    if (now - last < NOTICE_PAUSE_NANOS || !noticedNanos.compareAndSet(last, now)) {
      unlogged.incrementAndGet();
      return;
    }
    long more = unlogged.getAndSet(0);
    LOG.log(Level.WARNING, "zmq notice role=" + role + " unlogged=" + more, notice);
  }

  private void onIoThreadDeath(Thread thread, Throwable cause) {
    broken = true;
    LOG.log(Level.ERROR, "zmq i/o thread died role=" + role + " thread=" + thread.getName(), cause);
  }

  /* On a thread of its own, so that an interrupt of the caller does not reach JeroMQ, and a close
  that hangs does not block an undeployment. */
  private void close() {
    Thread closer = startCloser();
    boolean interrupted = Thread.interrupted();
    try {
      closer.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (closer.isAlive()) {
      LOG.log(Level.ERROR, "zmq context not closed in time role=" + role + " limit=" + CLOSE_LIMIT);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread startCloser() {
    Thread closer = new Thread(this::closeWithOneRetry, "dicegate-close-" + role);
    closer.setDaemon(true);
    closer.start();
    return closer;
  }

  private void closeWithOneRetry() {
    try {
      context.close();
    } catch (ZMQException e) {
      if (e.getErrorCode() != ZError.EINTR) {
        throw e;
      }
      context.close();
    }
  }
}
