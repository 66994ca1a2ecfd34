package dicegate.table.valkey;

import dicegate.loop.LoopThread;
import dicegate.table.log.BusUnavailableException;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The loop that runs scripts on the server: sends the waiting calls as one batch, and completes
 * their futures from the answers.
 *
 * <p>Calls without an answer when the connection fails are sent again over the next one, until
 * their deadline; every script may run twice. The queue is bounded; a call that does not fit fails
 * at once.
 *
 * <p>A write has no time-out, and may block for minutes if the server does not read: {@link #tick}
 * fails the calls past their deadline, and cuts a connection whose answers are overdue.
 */
final class ScriptPipeline implements LoopThread.Work {

  /** The most calls that wait. */
  static final int MAX_WAITING = 10_000;

  private static final int BATCH = 256;
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(3);

  /**
   * The longest time for a batch, after which its connection is cut: a write has no time-out, and
   * 256 rolls of the largest size fit into no buffer. Longer than the deadline of any call in it.
   */
  private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(4);

  private static final Duration SHUTDOWN_CALLS = Duration.ofSeconds(1);
  private static final long SLEEP_MILLIS = 100;

  private static final Logger LOG = System.getLogger(ScriptPipeline.class.getName());

  private final LoopThread thread;
  private final Connector connector;
  private final ValkeyAddress address;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final Runnable onServerChanged;
  private final Backoff backoff = new Backoff();
  private final BlockingQueue<ScriptCall> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Deque<ScriptCall> unanswered = new ArrayDeque<>();
  private final Map<Script, String> loaded = new EnumMap<>(Script.class);
  private final Set<Script> loggedRefusals = EnumSet.noneOf(Script.class);
  private @Nullable Jedis connection;
  private boolean connectedBefore;
  private boolean failing;

  /** The batch that the loop is running, for {@link #tick}. */
  private volatile Batch running = new Batch(List.of(), 0);

  /** A script to run. */
  private record ScriptCall(
      Script script,
      List<String> keys,
      List<String> arguments,
      long deadlineNanos,
      CompletableFuture<Object> answer) {}

  /** A call that was sent. */
  private record Sent(ScriptCall call, Response<Object> response) {}

  /** Calls that are sent together, and the time since then. */
  private record Batch(List<ScriptCall> calls, long sinceNanos) {}

  /**
   * Makes a pipeline that is not started.
   *
   * @param onServerChanged called on the loop's thread after every connection but the first: a
   *     server restored, or the replica that took its place, may lack what was answered before
   */
  ScriptPipeline(
      ValkeyAddress address,
      Metrics metrics,
      Incidents incidents,
      LongSupplier nanoClock,
      Runnable onServerChanged) {
    String name = "dicegate-bus-commands";
    this.thread =
        new LoopThread(
            name, this, Connector.STALL_LIMIT, fault -> incidents.report(LOG, name, fault));
    this.connector = new Connector(address);
    this.address = address;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.onServerChanged = onServerChanged;
  }

  void start(Executor executor) {
    thread.start(executor);
  }

  /** Returns whether the loop runs and is not stuck; the server may be away. */
  boolean isAlive() {
    return thread.isAlive();
  }

  void stop() {
    thread.stop();
  }

  /** Queues a script to run; from any thread. */
  CompletableFuture<Object> run(Script script, List<String> keys, List<String> arguments) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    ScriptCall call =
        new ScriptCall(script, keys, arguments, nanoClock.getAsLong() + DEADLINE_NANOS, answer);
    if (thread.isStopping() || !waiting.offer(call)) {
      fail(call, "too many calls waiting, or the bus is closed");
    } else if (thread.isStopping()) {
      // The loop may have ended in between; then it no longer reads the queue.
      failAll();
    }
    return answer;
  }

  /** Fails calls past their deadline, and cuts a connection that hangs; from any thread. */
  void tick() {
    long now = nanoClock.getAsLong();
    ScriptCall oldest;
    while ((oldest = waiting.peek()) != null && now - oldest.deadlineNanos() > 0) {
      if (waiting.remove(oldest)) {
        fail(oldest, "no answer in time");
      }
    }
    Batch batch = running;
    for (ScriptCall call : batch.calls()) {
      if (now - call.deadlineNanos() > 0) {
        fail(call, "no answer in time");
      }
    }
    if (!batch.calls().isEmpty() && now - batch.sinceNanos() > HANG_NANOS) {
      connector.cut();
    }
  }

  /** Waits for the end; a connection that still blocks after {@link #SHUTDOWN_CALLS} is cut. */
  boolean awaitEnd(Duration limit) {
    if (thread.awaitEnd(SHUTDOWN_CALLS)) {
      return true;
    }
    connector.shutDown();
    return thread.awaitEnd(limit.minus(SHUTDOWN_CALLS));
  }

  @Override
  public void runOnce() throws InterruptedException {
    gather();
    expire();
    if (unanswered.isEmpty()) {
      return;
    }
    running = new Batch(List.copyOf(unanswered), nanoClock.getAsLong());
    try {
      answerAll(connected());
      reached();
    } catch (JedisException e) {
      lost(e);
      thread.pause(Duration.ofMillis(Math.min(backoff.nextMillis(), millisToDeadline())));
    } finally {
      running = new Batch(List.of(), 0);
    }
  }

  /** Runs the calls made before the stop, such as reports of presence, for a short time. */
  @Override
  public void cleanUp() {
    long until = nanoClock.getAsLong() + SHUTDOWN_CALLS.toNanos();
    try {
      waiting.drainTo(unanswered);
      while (!unanswered.isEmpty() && connection != null && nanoClock.getAsLong() - until < 0) {
        answerAll(connected());
      }
    } catch (JedisException e) {
      LOG.log(Level.DEBUG, "last calls not run", e);
    } finally {
      drop();
      failAll();
      unanswered.forEach(call -> fail(call, "stopped"));
      unanswered.clear();
    }
  }

  private void gather() throws InterruptedException {
    if (unanswered.isEmpty()) {
      ScriptCall first = waiting.poll(SLEEP_MILLIS, TimeUnit.MILLISECONDS);
      if (first == null) {
        return;
      }
      unanswered.add(first);
    }
    if (unanswered.size() < BATCH) {
      waiting.drainTo(unanswered, BATCH - unanswered.size());
    }
  }

  private void expire() {
    long now = nanoClock.getAsLong();
    while (!unanswered.isEmpty() && now - unanswered.element().deadlineNanos() > 0) {
      fail(unanswered.remove(), "no answer in time");
    }
  }

  private long millisToDeadline() {
    ScriptCall oldest = unanswered.peek();
    if (oldest == null) {
      return Long.MAX_VALUE;
    }
    long nanos = oldest.deadlineNanos() - nanoClock.getAsLong();
    return Math.max(1, 1 + TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  private Jedis connected() {
    Jedis current = connection;
    boolean made = current == null;
    if (current == null) {
      current = connector.connect();
      connection = current;
      loaded.clear();
    }
    if (loaded.isEmpty()) {
      Map<Script, String> hashes = new EnumMap<>(Script.class);
      for (Script script : Script.values()) {
        hashes.put(script, current.scriptLoad(script.source()));
      }
      loaded.putAll(hashes);
    }
    if (made && connectedBefore) {
      onServerChanged.run();
    }
    connectedBefore = true;
    return current;
  }

  private void answerAll(Jedis current) {
    List<Sent> sent = new ArrayList<>();
    try (Pipeline pipeline = current.pipelined()) {
      for (ScriptCall call : unanswered) {
        String sha = loaded.getOrDefault(call.script(), "");
        sent.add(new Sent(call, pipeline.evalsha(sha, call.keys(), call.arguments())));
      }
      pipeline.sync();
    }
    unanswered.clear();
    JedisDataException connectionFault = null;
    for (Sent one : sent) {
      try {
        one.call().answer().complete(one.response().get());
        loggedRefusals.remove(one.call().script());
      } catch (JedisDataException e) {
        connectionFault = refused(one.call(), e) ? e : connectionFault;
      }
    }
    if (connectionFault != null) {
      throw connectionFault;
    }
  }

  /**
   * Handles an error of the server.
   *
   * @return whether the connection has to be replaced: it leads to a replica, or to a server that
   *     is not ready
   */
  private boolean refused(ScriptCall call, JedisDataException refusal) {
    String message = String.valueOf(refusal.getMessage());
    if (message.startsWith("NOSCRIPT")) {
      loaded.clear();
      unanswered.add(call);
      return false;
    }
    boolean temporary =
        message.startsWith("LOADING")
            || message.startsWith("READONLY")
            || message.startsWith("MASTERDOWN")
            || message.startsWith("CLUSTERDOWN")
            || message.startsWith("TRYAGAIN")
            || message.startsWith("BUSY");
    if (temporary) {
      unanswered.add(call);
      return true;
    }
    // For example out of memory: logged once until the script succeeds again, not for every roll.
    if (loggedRefusals.add(call.script())) {
      LOG.log(Level.ERROR, "bus script refused script=" + call.script(), refusal);
    }
    fail(call, "refused by the server");
    return false;
  }

  private void reached() {
    backoff.reset();
    if (failing) {
      failing = false;
      LOG.log(Level.INFO, "bus reached again address={0}", address);
    }
  }

  private void lost(JedisException failure) {
    metrics.count(Counter.BUS_CONNECTIONS_LOST);
    if (!failing) {
      failing = true;
      LOG.log(
          Level.WARNING,
          "bus not reached, retrying address={0} cause={1}",
          address,
          failure.getMessage());
    }
    drop();
  }

  private void drop() {
    Jedis current = connection;
    connection = null;
    connector.cut();
    if (current != null) {
      try {
        current.close();
      } catch (JedisException e) {
        LOG.log(Level.DEBUG, "connection not closed", e);
      }
    }
  }

  private void failAll() {
    ScriptCall call;
    while ((call = waiting.poll()) != null) {
      fail(call, "stopped");
    }
  }

  private void fail(ScriptCall call, String why) {
    if (call.answer().completeExceptionally(new BusUnavailableException(why))) {
      metrics.count(Counter.BUS_CALLS_FAILED);
    }
  }
}
