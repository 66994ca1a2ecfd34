package dicegate.zmq;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.zeromq.ZContext;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * A ZeroMQ context held by one or more parts; the last to {@link #release()} it closes it.
 *
 * <p>Parts that talk over {@code inproc} must share a context, and the order in which a server
 * stops them is its own affair: so the context lives until all have let go. Sockets are closed by
 * the threads that own them before that, since a context that closes sockets under their users
 * hangs.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://zguide.zeromq.org/docs/chapter2/#Handling-Errors-and-ETERM">zguide, chapter
 *     2: Handling Errors and ETERM</a>
 */
public final class SocketContext {

  /** How long closing may take before it is reported and left to its own thread. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private static final long NOTICE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final Logger LOG = System.getLogger(SocketContext.class.getName());

  private final String role;
  private final ZContext context = new ZContext();
  private final AtomicInteger holders = new AtomicInteger();
  private final AtomicLong noticedNanos = new AtomicLong(System.nanoTime() - NOTICE_PAUSE_NANOS);
  private final AtomicLong unlogged = new AtomicLong();
  private volatile boolean broken;

  /**
   * Opens a context of its own for one role, so that what breaks one role leaves the others alone.
   *
   * @param role the name used in logs
   */
  public SocketContext(String role) {
    this.role = role;
    context.setUncaughtExceptionHandler(this::onIoThreadDeath);
    context.setNotificationExceptionHandler((thread, notice) -> onNotice(notice));
  }

  /** Returns the context; only for the thread that will own the socket made from it. */
  public ZContext context() {
    return context;
  }

  /** Tells whether the context's I/O thread died, so that its tcp sockets are deaf for good. */
  public boolean broken() {
    return broken;
  }

  /** Adds a holder. */
  public void retain() {
    holders.incrementAndGet();
  }

  /**
   * Removes a holder, whose sockets must all be closed; the last one closes the context, and waits
   * for that, unless it is broken: then it is closed as far as it can be, in time.
   */
  public void release() {
    if (broken) {
      abandon();
    } else if (holders.decrementAndGet() == 0) {
      close();
    }
  }

  /** Removes a holder as {@link #release()} does, and does not wait for the close. */
  public void abandon() {
    if (holders.decrementAndGet() == 0) {
      startCloser();
    }
  }

  /** Logs what the I/O thread outlived; with pauses, since a peer may cause as many as it likes. */
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

  /* On a thread of its own: an interrupt of the caller must not reach JeroMQ, and a close that hangs
  must not hang an undeploy. */
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
